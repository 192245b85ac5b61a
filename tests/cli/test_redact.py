"""An auditor's copy: nobody is named in it, and it is the same log."""

import json
import sqlite3

from seal_cycle import SealedCycle, answer, main, run
from test_erase import forms


class Redact(SealedCycle):
    def setUp(self):
        super().setUp()
        self.people = answer("board", self.document)["subjects"]
        self.subject = next(iter(self.subjects()))
        name = next(who["name"] for who in self.people if who["id"] == self.subject)
        self.naming = f"As {name.split()[0]} said in May"
        run("keep", self.document, self.subject, "--reason-code", "other", "--reason", self.naming,
            "--proposed-by", "Outsider Quist", "--actor", "Facilitator Brandt")
        run("keep", self.document, self.subject, "--reason-code", "other", "--reason", "Ask Quist about it")
        run("keep", self.document, self.subject, "--reason-code", "other", "--reason", "Plain words stay")
        run("hold", self.document, "on", "--subject", self.subject, "--reason", "Dispute 9")
        self.seal()
        self.gone = next(who["id"] for who in reversed(self.people) if who["id"] != self.subject)
        run("erase", self.document, "--subject", self.gone, "--reason", "End of retention")
        run("session", "start", self.document, "S2", "--reason", "Second round", "--actor", "Facilitator Brandt")
        self.copy = self.folder / "copy" / "auditor.calibrate"
        self.copy.parent.mkdir()
        self.made = answer("redact", self.document, "--output", self.copy)

    def test_same_log(self):
        whole, found = (answer("verify", path, *self.trusted()) for path in (self.document, self.copy))
        self.assertTrue(found["redacted"] and found["trusted"] and not whole["redacted"])
        for key in ("log", "size", "root", "checkpoint", "decisions", "subjects", "erased", "seals"):
            self.assertEqual(found[key], whole[key], key)
        self.assertEqual(run("compare", self.copy, self.document), "same\n")
        self.assertEqual(run("log", self.copy, "--records"), run("log", self.document, "--records"))
        self.assertIn("REDACTED COPY", run("verify", self.copy))
        self.assertIn("only the original can show", run("verify", self.copy))
        run("redact", self.document, "--output", self.copy, status=3)
        run("redact", self.document, status=2)
        run("redact", self.copy, "--output", self.folder / "again", status=3)
        again = self.folder / "again.calibrate"
        run("redact", self.document, "--output", again)
        self.assertEqual(run("log", again), run("log", self.copy))

    def test_nobody_is_named(self):
        data = self.copy.read_bytes()
        words = {f'"{who["id"]}"' for who in self.people} | {who["name"] for who in self.people}
        words |= {self.naming, "Ask Quist", "Outsider Quist", "Facilitator Brandt", ".csv"}
        for word in words:
            for form in forms(word):
                self.assertFalse(form in data, word)
        self.assertTrue(any(form in data for form in forms("Plain words stay")))
        self.assertGreaterEqual(self.made["texts_withheld"], 2)

    def test_board_and_history(self):
        board = answer("board", self.copy)["subjects"]
        whole = answer("board", self.document)["subjects"]
        for theirs, ours in zip(board, whole):
            self.assertRegex(theirs["id"] + theirs["name"], r"^P(\d+)Person \1$")
            for key in ("placement", "pre", "performance", "potential", "decisions"):
                self.assertEqual(theirs[key], ours[key])
        pseudonym = {ours["id"]: theirs["id"] for theirs, ours in zip(board, whole)}
        lines, originals = ([json.loads(line) for line in run("log", path, "--jsonl").splitlines()]
                            for path in (self.copy, self.document))
        for line, original in zip(lines, originals):
            if original.get("subject"):
                self.assertEqual(line["subject"], pseudonym[original["subject"]])
            if original.get("actor") == "Facilitator Brandt":
                self.assertRegex(line["actor"], r"^Other person \d+$")
        self.assertIn("REDACTED COPY", run("log", self.copy))
        self.assertIn("[withheld]", run("log", self.copy, "--subject", pseudonym[self.subject]))
        run("board", self.copy, "--at", 10)
        self.assertTrue(answer("board", self.copy)["title"].startswith("REDACTED COPY: "))
        run("log", self.copy, "--bundle", self.folder / "bundle", status=1)
        run("export", self.copy, "--output", self.folder / "ratings.csv")

    def test_what_only_the_original_gives(self):
        """A pack of the copy would not hold, and a branch's roster needs what is withheld."""
        files = sorted(self.copy.parent.iterdir())
        pack, branch = self.copy.parent / "pack.json", self.copy.parent / "branch.calibrate"
        for call in (("prove", self.copy, "--subject", "P1", "--output", pack),
                     ("branch", self.copy, "--output", branch)):
            said = answer(*call, status=1)
            self.assertRegex(said["error"], "^a redacted copy .* the original$")
        self.assertEqual(sorted(self.copy.parent.iterdir()), files)
        proof, checkpoint = self.folder / "proof.json", self.folder / "checkpoint"
        run("prove", self.copy, "--seq", 4, "--output", proof)
        checkpoint.write_text(run("checkpoint", self.document))
        run("check-proof", proof, "--checkpoint", checkpoint)

    def test_nothing_is_added(self):
        before = self.copy.read_bytes()
        run("keep", self.copy, "P1", "--reason-code", "other", "--reason", "x", status=3)
        run("hold", self.copy, "on", "--subject", "P2", "--reason", "x", status=3)
        run("erase", self.copy, "--subject", "P2", "--reason", "x", status=3)
        run("seal", self.copy, "--session", "S2", "--key", self.key, status=3)
        self.assertEqual(self.copy.read_bytes(), before)

    def test_altered(self):
        good = self.copy.read_bytes()
        for sql in (
            "UPDATE stand_in SET value = '\"Ann\"' WHERE seq = 5 AND field = 4",
            "UPDATE stand_in SET value = '\"P2\"' WHERE field = 0 AND value = (SELECT value FROM stand_in "
            "WHERE seq = 5 AND field = 0) AND seq = 5",
            "DELETE FROM stand_in WHERE seq = 5 AND field = 0",
            "INSERT INTO stand_in VALUES (5, 1, '\"P1\"')",
            "INSERT INTO stand_in VALUES (500, 1, '\"P1\"')",
            "DELETE FROM disclosure WHERE seq = 5 AND field = 1",
            "UPDATE roster_row SET ratings = (SELECT ratings FROM roster_row WHERE id = (2 << 32) + 1) WHERE id = 2 << 32",
            "UPDATE roster_row SET identity = attributes WHERE id = 2 << 32",
            "UPDATE stand_in_row SET value = '[\"P900\",\"Person 9\",\"\"]' WHERE id = (2 << 32) + (SELECT "
            "CAST(substr(value, 3, length(value) - 3) AS INTEGER) - 1 FROM stand_in WHERE seq = 5 AND field = 0)",
            "UPDATE stand_in_row SET value = '[\"Ann\",\"Person 9\",\"\"]' WHERE id = 2 << 32",
            "DELETE FROM redaction",
            "UPDATE redaction SET size = size + 1",
            "DELETE FROM subject_opening WHERE position = 3",
            "UPDATE subject_opening SET opening = (SELECT opening FROM subject_opening WHERE position = 4) WHERE position = 3",
            "UPDATE standing SET moves = moves + 1 WHERE subject = 0",
        ):
            connection = sqlite3.connect(self.copy)
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            changed = connection.execute(sql).rowcount
            for _, trigger in triggers:
                connection.execute(trigger)
            connection.commit()
            connection.close()
            if changed:
                self.assertFalse(answer("verify", self.copy, status=1)["ok"], sql)
            self.copy.write_bytes(good)


if __name__ == "__main__":
    main()
