"""Subject access packs: made of a document, checked without it by both verifiers."""

import base64
import copy
import csv
import json
import random
import re
import subprocess

from pack_case import PackCase, decode, kinds, shown
from seal_cycle import WHO, main, run


class Good(PackCase):
    def test_unsealed(self):
        pack = self.prove(self.subject)
        self.assertIn("agrees with itself only", self.check(pack, status=1))
        checkpoint = self.folder / "checkpoint"
        checkpoint.write_text(run("checkpoint", self.document))
        self.assertIn("no seal shows", self.check(pack, "--checkpoint", checkpoint, status=1))
        self.check(pack, *self.trusted(), status=1)

    def test_everybody(self):
        """Whatever was decided, every subject's pack holds; after a reopening and a second seal too."""
        everybody = self.everybody()
        idle = next(subject for subject in everybody if subject not in self.decided)
        self.decide("undo")
        self.decide("undo")
        self.decide("redo")
        self.seal()
        for subject in everybody:
            pack = self.prove(subject)
            self.assertIn("holds", self.check(pack, *self.trusted()))
            self.assertEqual(pack["format"], "calibrate-proof-2")
            theirs = len(self.subjects().get(subject, ()))
            self.assertEqual(len(pack["records"]), theirs + 2)
        self.assertEqual(kinds(self.prove(idle)), ["roster-imported", "session-finalised"])

        run("session", "reopen", self.document, "S1", "--reason", "Dispute", "--actor", "Ann", "--second", "Bob")
        chance = random.Random(7)
        for subject in chance.sample(everybody, 8):
            self.decide("move", subject, f"{chance.randint(1, 3)},{chance.randint(1, 3)}")\
                if chance.random() < 0.5 else self.decide("keep", subject)
        late = self.prove(subject)
        self.assertIn("came later", self.check(late, *self.trusted(), status=1))
        self.seal()
        self.check(late, *self.trusted(), status=1)
        for subject in everybody[::3]:
            self.check(self.prove(subject), *self.trusted())

    def import_corrected(self, chance, gone):
        """A roster with other ratings for some, somebody new, and without those who are gone."""
        with open(self.export(), newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["employee_id"] not in gone]
        for row in chance.sample(rows, len(rows) // 2):
            row["performance"], row["potential"] = (str(chance.randint(1, 3)) for _ in range(2))
        rows.append({**rows[0], "employee_id": f"N{len(gone)}", "name": "New Face"})
        for row in rows:
            row["manager_id"] = row["manager_id"] if row["manager_id"] not in gone else ""
        path = self.folder / "corrected.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        run("import", self.document, path)

    def export(self):
        path = self.folder / "export.csv"
        run("export", self.document, "--output", path)
        return path

    def test_corrected_rosters(self):
        """A row of every roster that holds them, and a start that follows the latest before the first decision."""
        chance = random.Random(5)
        everybody = self.everybody()
        gone = chance.sample(everybody, 3)
        self.seal()
        self.import_corrected(chance, gone[:2])
        new = self.prove("N2")
        self.assertNotIn("map", new)
        self.check(new, *self.trusted(), status=1)
        self.import_corrected(chance, gone)
        run("session", "start", self.document, "S2", "--reason", "Second meeting")
        present = [subject for subject in everybody if subject not in gone]
        for subject in chance.sample(present, 6):
            code = ("--reason-code", "evidence", "--reason", "As was said", "--actor", "Ada Quist", "--session", "S2")
            run("keep", self.document, subject, *code)
        run("seal", self.document, "--session", "S2", "--key", self.key)
        counts = {}
        for subject in [*gone, *present[::3], "N2", "N3"]:
            pack = self.prove(subject)
            self.assertIn("holds", self.check(pack, *self.trusted()))
            counts[subject] = len(pack["rows"])
            self.assertEqual(kinds(pack).count("roster-imported"), len(pack["rows"]))
        self.assertEqual([counts[subject] for subject in gone], [1, 1, 2])
        self.assertEqual((counts["N2"], counts["N3"], counts[present[0]]), (2, 1, 3))

        def without(index):
            altered = copy.deepcopy(pack)
            at = [number for number, kind in enumerate(kinds(pack)) if kind == "roster-imported"][index]
            del altered["rows"][index], altered["records"][at]
            for checkpoint in altered["checkpoints"]:
                del checkpoint["inclusion"][at]
            return altered
        pack = next(pack for pack in map(self.prove, present)
                    if len(pack["records"]) == 4)
        self.check(without(2), *self.trusted(), status=1)

    def test_where_it_started(self):
        """The row of the roster is the one that the roster's file has."""
        self.seal()
        pack = self.prove(self.subject)
        identity, ratings, attributes = [decode(text)[1:] for text in pack["rows"][0]["disclosures"]]
        board = json.loads(run("board", self.document, "--at", 2, "--json"))
        before = next(subject for subject in board["subjects"] if subject["id"] == self.subject)
        self.assertEqual((identity[0], identity[1][:2]), ("identity", [self.subject, before["name"]]))
        self.assertEqual((ratings[0], attributes[0]), ("ratings", "attributes"))
        self.assertEqual(pack["rows"][0]["size"], len(board["subjects"]))
        first = next(values for values in shown(pack) if "change" in values)
        self.assertEqual(first["change"][0], ",".join(ratings[1]))

    def test_withheld(self):
        """Nobody else is named: not in a field that is for names, and not in a text that names them."""
        others = [subject for subject in json.loads(run("board", self.document, "--json"))["subjects"]
                  if subject["id"] != self.subject]
        own = next(subject["name"] for subject in json.loads(run("board", self.document, "--json"))["subjects"]
                   if subject["id"] == self.subject)
        reasons = {
            f"Better than {others[0]['name'].upper()}, they said": False,
            f"As {others[1]['id']} has": False,
            "Ada Quist insisted": False,
            f"{own} ({self.subject}) led 3 of 12 migrations": True,
        }
        for reason in reasons:
            self.decide("keep", self.subject, reason=reason)
        self.seal()
        pack = self.prove(self.subject)
        self.check(pack, *self.trusted())
        fields = shown(pack)
        self.assertEqual({name for values in fields for name in values} & {"actor", "proposed_by", "dissent", "totals"},
                         set())
        last = fields[-1 - len(reasons):-1]
        self.assertEqual(["reason" in values for values in last], list(reasons.values()))
        self.assertEqual(last[-1]["reason"], list(reasons)[-1])
        text = json.dumps(pack) + json.dumps(fields)
        self.assertNotIn("Ada Quist", text)

    def test_attributes(self):
        """The roster's other columns are shown, unless one of them names somebody else."""
        roster = self.folder / "roster.csv"
        roster.write_text("employee_id,name,performance,potential,site,partner\n"
                          "A100,Ann Leeson,2,2,Lyon,Bob Lee\nB200,Bob Lee,3,1,Lyon,nobody\n")
        self.document = self.folder / "small.calibrate"
        run("new", self.document, "--roster", roster)
        self.seal()
        shown_to = {}
        for subject in ("A100", "B200"):
            pack = self.prove(subject)
            self.check(pack, *self.trusted())
            shown_to[subject] = [bool(text) for text in pack["rows"][0]["disclosures"]]
        self.assertEqual(shown_to, {"A100": [True, True, False], "B200": [True, True, True]})

    def test_older_form(self):
        """A pack as it was before it carried the roster's rows says too little."""
        self.seal()
        pack = self.prove(self.subject)
        del pack["rows"]
        self.check({**pack, "format": "calibrate-proof-1"}, *self.trusted(), status=1)
        self.check(pack, *self.trusted(), status=1)


class Pages(PackCase):
    """The pack as a person reads it."""

    def pages(self, subject, name="pack", **more):
        path = self.folder / f"{name}.pdf"
        run("prove", self.document, "--subject", subject, "--output", path, **more)
        return path, subprocess.run(
            ["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout

    def root(self):
        text = base64.b64decode(run("checkpoint", self.document).splitlines()[2]).hex()
        return " ".join(text[at:at + 8] for at in range(0, 64, 8))

    def test_sealed(self):
        self.decide("undo", reason="Wrong cell")
        self.seal()
        path, text = self.pages(self.subject, "a pack")
        pack = self.prove(self.subject)
        self.assertEqual(json.loads(path.with_suffix(".json").read_text()), pack)
        self.assertIn(f"root {self.root()}", text)
        self.assertIn(f"{len(self.seqs)} decisions concern you. The sealed subject map confirms that this", text)
        flat = " ".join(text.split())
        for values in shown(pack):
            if "reason" in values:
                self.assertIn(values["reason"], flat)
        for seq in self.seqs:
            self.assertIn(f"decision {seq + 1} · seq {seq}", text)
        self.assertIn("page 1 of 1", text)

        command = re.search(r"ssh-keygen -Y verify.*?\n\n", text, re.S)[0]
        (self.folder / "allowed_signers").write_text(self.allowed.read_text())
        subprocess.run(["sh", "-c", command.replace("WHO", WHO)], cwd=self.folder, check=True, capture_output=True)

    def test_withheld_is_said(self):
        """A reason that somebody takes out of a pack leaves it holding, and is told."""
        self.seal()
        path = self.folder / "told.json"
        pack = self.prove(self.subject)
        path.write_text(json.dumps(pack))
        before = json.loads(run("check-proof", path, *self.trusted(), "--json"))["withheld"]
        n = sum("actor" not in values for values in shown(pack))
        self.assertEqual((before["actor"], before.get("reason", 0)), (n, 0))
        for record, values in zip(pack["records"], shown(pack)):
            if "reason" in values:
                record["disclosures"][2] = ""
        path.write_text(json.dumps(pack))
        after = json.loads(run("check-proof", path, *self.trusted(), "--json"))["withheld"]
        self.assertEqual(after, {**before, "reason": len(self.seqs)})
        self.assertIn(f"reason {len(self.seqs)}", run("check-proof", path, *self.trusted()))

    def test_nobody_named(self):
        self.decide("keep", self.subject, "--proposed-by", "Kofi Abubakar")
        self.seal()
        _, text = self.pages(self.subject)
        self.assertIn("As was said", text)
        for name in ("Ada Quist", "Kofi Abubakar"):
            self.assertNotIn(name, text)

    def test_same_bytes(self):
        self.seal()
        epoch = {"SOURCE_DATE_EPOCH": "1700000000"}
        first, text = self.pages(self.subject, "one", environment=epoch)
        second = first.with_name("two.pdf")
        for name in (".pdf", ".json", ".checkpoint", ".checkpoint.sig"):
            first.with_suffix(name).rename(first.with_name(f"kept{name}"))
        self.pages(self.subject, "one", environment=epoch)
        self.assertEqual(first.read_bytes(), first.with_name("kept.pdf").read_bytes())
        self.assertIn("14 Nov 2023", text)
        run("prove", self.document, "--subject", self.subject, "--output", second, status=2,
            environment={"SOURCE_DATE_EPOCH": "soon"})
        self.assertFalse(second.exists())

    def test_nobody_decided(self):
        self.seal()
        _, text = self.pages(next(subject for subject in self.everybody() if subject not in self.decided))
        self.assertIn("Nobody changed your rating.", text)
        self.assertIn("page 1 of 1", text)

    def test_unsealed(self):
        path, text = self.pages(self.subject)
        self.assertIn("Not sealed", text)
        self.assertIn("No seal confirms yet that this is all.", text)
        self.assertFalse(path.with_suffix(".checkpoint").exists())
        self.seal()
        run("session", "reopen", self.document, "S1", "--reason", "Dispute", "--actor", "Ann", "--second", "Bob")
        self.decide("keep", self.subject)
        _, text = self.pages(self.subject)
        self.assertIn("Not sealed yet: 1 decision came after the latest seal.", text)

    def test_long(self):
        """Many decisions and a long reason: several pages, and every word on them."""
        words = [f"word{number}" for number in range(1500)]
        for number in range(12):
            self.decide("keep", self.subject, reason=f"The {number}. time")
        self.decide("keep", self.subject, reason=" ".join(words))
        _, text = self.pages(self.subject)
        pages = int(re.search(r"page 1 of (\d+)", text)[1])
        self.assertGreater(pages, 3)
        for page in range(pages):
            self.assertIn(f"page {page + 1} of {pages}", text)
        self.assertEqual(re.findall(r"word\d+", text), words)

    def test_refused(self):
        run("prove", self.document, "--seq", 3, "--output", self.folder / "one.pdf", status=2)
        run("prove", self.document, "--subject", self.subject, "--output", self.folder / "no" / "one.pdf", status=3)
        diary = self.folder / "diary.json"
        diary.write_text("{}")
        run("prove", self.document, "--subject", self.subject, "--output", diary.with_suffix(".pdf"), status=3)
        self.assertEqual(diary.read_text(), "{}")
        run("prove", self.document, "--subject", "nobody", "--output", self.folder / "one.pdf", status=1)
        self.assertEqual(list(self.folder.glob("*.pdf")), [])


class Erased(PackCase):
    def test_another(self):
        """Somebody else's erasure leaves the pack whole, and is told where it took something."""
        other = next(subject for subject in self.decided if subject != self.subject)
        self.seal()
        run("erase", self.document, "--subject", other, "--reason", "The retention period has ended")
        pack = self.prove(self.subject)
        self.check(pack, *self.trusted())
        path = self.folder / "told.pdf"
        run("prove", self.document, "--subject", self.subject, "--output", path)
        text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
        self.assertIn("whose file name was erased with another person's data", " ".join(text.split()))
        run("prove", self.document, "--subject", other, status=1)


if __name__ == "__main__":
    main()
