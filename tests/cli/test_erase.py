"""Erasing somebody on the command line: what goes, what stays provable, what is refused."""

import base64
import contextlib
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys

from seal_cycle import SealedCycle, answer, main, run

VERIFIER = pathlib.Path(__file__).resolve().parents[2] / "data" / "verify" / "verify_calibrate.py"
WHY = ("--reason", "End of retention", "--actor", "Records office")


def forms(text):
    """A text as it stands in a file, and in base64url at its three alignments."""
    data = text.encode()
    yield data
    for shift in range(3):
        letters = base64.urlsafe_b64encode(b"." * shift + data)
        yield letters[(shift * 8 + 5) // 6:(shift + len(data)) * 8 // 6]


class Erase(SealedCycle):
    def setUp(self):
        super().setUp()
        self.seal()
        run("session", "start", self.document, "S2", "--reason", "Second round")
        self.bundles = 0

    def verify_bundle(self, status=0, change=None):
        """The second verifier on a bundle, with a change made to it."""
        self.bundles += 1
        bundle = self.folder / f"bundle-{self.bundles}"
        run("log", self.document, "--bundle", bundle)
        if change:
            change(bundle)
        done = subprocess.run([sys.executable, "-I", VERIFIER, bundle], capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout

    def say(self, subject, number):
        texts = [f"Reason {number} of its own", f"Proposer {number} xq"]
        run("keep", self.document, subject, "--session", "S2", "--reason-code", "other",
            "--reason", texts[0], "--proposed-by", texts[1])
        return texts

    def assert_nowhere(self, texts):
        for path in self.folder.glob("cycle*"):
            data = path.read_bytes()
            for text in texts:
                for form in forms(text):
                    self.assertFalse(form in data, f"{text} in {path.name}")

    def test_erase(self):
        subject, seqs = max(self.subjects().items(), key=lambda item: len(item[1]))
        before = {who["id"]: who for who in answer("board", self.document)["subjects"]}
        texts = self.say(subject, 7) + [f'"{subject}"']
        seal = answer("verify", self.document)["seals"]
        found = answer("erase", self.document, "--subject", subject, *WHY)
        self.assertEqual((found["decisions"], found["rosters"], found["finished"]), (len(seqs) + 1, 1, True))
        self.assertEqual(list(self.folder.glob("*backup*")), [])
        self.assert_nowhere(texts)

        verified = answer("verify", self.document, *self.trusted())
        self.assertTrue(verified["ok"] and verified["trusted"])
        self.assertEqual((verified["erased"], verified["seals"][0]["keys"]), (1, seal[0]["keys"]))
        self.assertIn("1 person has been erased", run("verify", self.document))
        self.assertIn("1 people erased", self.verify_bundle())
        board = answer("board", self.document)
        self.assertEqual((board["n"], board["erased"]), (29, 1))
        for who in board["subjects"]:
            self.assertEqual(who, before[who["id"]])
        self.assertIn("(erased by record", run("log", self.document))
        lines = [json.loads(line) for line in run("log", self.document, "--jsonl").splitlines()]
        gone = [line for line in lines if line.get("erased_by") == found["seq"]]
        self.assertEqual([line["seq"] for line in gone][:len(seqs)], seqs)
        self.assertTrue(all(line["reason"] is None and line["change"] is None for line in gone))

        run("log", self.document, "--subject", subject, status=1)
        run("prove", self.document, "--subject", subject, status=1)
        run("prove", self.document, "--seq", seqs[0], "--output", self.folder / "proof.json")
        run("board", self.document, "--at", seqs[0])
        for name in ("ratings.csv", "ratings.xlsx"):
            run("export", self.document, "--output", self.folder / name)
        run("erase", self.document, "--subject", subject, *WHY, status=1)
        run("undo", self.document, "--session", "S2", "--reason", "x", status=1)
        older = self.folder / "older"
        shutil.copy(self.document, older)
        other = next(who for who in self.subjects() if who)
        run("keep", self.document, other, "--session", "S2", "--reason-code", "other", "--reason", "x")
        self.assertEqual(answer("compare", self.document, older)["relation"], "extends")

    def test_refused(self):
        subject = next(iter(self.subjects()))
        erase = ("erase", self.document, "--subject")
        run(*erase, subject, status=2)
        run(*erase, "nobody", *WHY, status=1)
        run(*erase, subject, "--reason", f"about {subject}", status=1)
        run("hold", self.document, "on", "--subject", subject, "--reason", "Court case", "--actor", "Legal")
        before = self.document.read_bytes()
        refusal = answer(*erase, subject, *WHY, status=1)
        self.assertIn("Legal set at", refusal["error"])
        self.assertEqual(self.document.read_bytes(), before)
        self.assertEqual(list(self.folder.glob("*backup*")), [])
        run("hold", self.document, "off", "--subject", subject, "--reason", "Settled")
        run(*erase, subject, *WHY)
        self.assertTrue(answer("verify", self.document)["ok"])

    def test_many(self):
        """One after the other at random, both verifiers after each, and a second seal."""
        chance = random.Random(5)
        people = [who["id"] for who in answer("board", self.document)["subjects"]]
        for number, subject in enumerate(chance.sample(people, 6), 1):
            texts = self.say(subject, number)
            answer("erase", self.document, "--subject", subject, *WHY)
            self.assert_nowhere(texts)
            self.assertEqual(answer("verify", self.document)["erased"], number)
            if number == 3:
                run("seal", self.document, "--session", "S2", "--key", self.key)
                run("session", "reopen", self.document, "S2", "--reason", "x", "--actor", "A", "--second", "B")
        self.assertIn("6 people erased", self.verify_bundle())

    def test_backups(self):
        """The copies that were there before are counted, and the one that an erasure makes is not."""
        first, second = [who for who in self.subjects() if who][:2]
        found = answer("erase", self.document, "--subject", first, *WHY)
        self.assertEqual(found["backups_removed"], 0)
        for number in (1, 2):
            shutil.copy(self.document, self.folder / f"{self.document.stem}-backup-20261121T09050{number}Z.calibrate")
        said = run("erase", self.document, "--subject", second, *WHY)
        self.assertIn("2 copies that were kept beside the document are gone", said)
        self.assertEqual(list(self.folder.glob("*backup*")), [])

    def test_planted(self):
        """An erasure that was finished is said to have been interrupted: that is a warning, until it is finished again."""
        found = answer("erase", self.document, "--subject", next(who for who in self.subjects() if who), *WHY)
        with contextlib.closing(sqlite3.connect(self.document)) as connection, connection:
            (guard,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'unfinished_erasure_insert'").fetchone()
            connection.execute("DROP TRIGGER unfinished_erasure_insert")
            connection.execute("INSERT INTO unfinished_erasure VALUES (?)", (found["seq"],))
            connection.execute(guard)
        self.assertIn("warning: an erasure was interrupted", run("verify", self.document))
        verified = answer("verify", self.document)
        self.assertTrue(verified["ok"])
        self.assertEqual(len([text for text in verified["warnings"] if text.startswith("an erasure was interrupted")]), 1)
        run("hold", self.document, "on", "--subject", next(who for who in self.subjects() if who), "--reason", "Case")
        self.assertNotIn("interrupted", run("verify", self.document))

    def test_altered(self):
        """What is missing without an excuse, or stands in spite of one, is found by both."""
        subject, seqs = max(self.subjects().items(), key=lambda item: len(item[1]))
        run("log", self.document, "--bundle", self.folder / "whole")
        run("erase", self.document, "--subject", subject, *WHY)
        other = next(seqs for who, seqs in self.subjects().items() if who not in (subject, None))

        def edit(name, number, place, value):
            def change(bundle):
                path = bundle / name
                lines = path.read_text().splitlines()
                line = json.loads(lines[number])
                line[place] = value
                lines[number] = json.dumps(line, separators=(",", ":"), ensure_ascii=False)
                path.write_text("\n".join(lines) + "\n")
            return change

        def line_of(name, number, folder="whole"):
            return json.loads((self.folder / folder / name).read_text().splitlines()[number])

        self.verify_bundle()
        back = line_of("disclosures.jsonl", seqs[0])[2]
        self.verify_bundle(1, edit("disclosures.jsonl", seqs[0], 2, back))
        self.verify_bundle(1, edit("disclosures.jsonl", seqs[0], 4, ""))
        self.verify_bundle(1, edit("disclosures.jsonl", other[0], 2, ""))
        self.verify_bundle(1, edit("disclosures.jsonl", 2, 3, ""))
        self.verify_bundle(1, edit("roster-2.jsonl", 29, 1, ""))
        seal = answer("verify", self.document)["seals"][0]["seq"]
        opened = [line_of(f"map-{seal}.jsonl", n, f"bundle-{self.bundles}")[1] != "" for n in range(30)]
        self.assertEqual(opened.count(False), 1)
        self.verify_bundle(1, edit(f"map-{seal}.jsonl", opened.index(True), 1, ""))
        good = self.document.read_bytes()
        for sql in (
            "DELETE FROM disclosure WHERE seq = %d" % other[0],
            "DELETE FROM roster_row WHERE id = (2 << 32) + 29",
            "INSERT INTO disclosure VALUES (%d, 2, '%s')" % (seqs[0], back),
            "DELETE FROM erasure",
            "DELETE FROM erasure WHERE digest = (SELECT max(digest) FROM erasure)",
            "INSERT INTO unfinished_erasure VALUES (5)",
        ):
            connection = sqlite3.connect(self.document)
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(sql)
            for _, trigger in triggers:
                connection.execute(trigger)
            connection.commit()
            connection.close()
            self.assertFalse(answer("verify", self.document, status=1)["ok"], sql)
            self.document.write_bytes(good)


if __name__ == "__main__":
    main()
