"""Subject access packs: made of a document, checked without it by both verifiers."""

import base64
import contextlib
import copy
import hashlib
import importlib.util
import io
import json
import pathlib
import random
import re
import subprocess
import unittest.mock

from seal_cycle import SealedCycle, WHO, main, run

VERIFIER = pathlib.Path(__file__).resolve().parents[2] / "data" / "verify" / "verify_calibrate.py"
SPEC = importlib.util.spec_from_file_location("verify_calibrate", VERIFIER)
verify_calibrate = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(verify_calibrate)


def decode(disclosure):
    return json.loads(base64.urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4)))


def encode(value):
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def digest(disclosure):
    return base64.urlsafe_b64encode(hashlib.sha256(disclosure.encode()).digest()).rstrip(b"=").decode()


def kinds(pack):
    return [json.loads(record["record"])["kind"] for record in pack["records"]]


def shown(pack):
    """What is disclosed of each record, by field."""
    return [dict(decode(text)[1:] for text in record["disclosures"] if text) for record in pack["records"]]


class PackCase(SealedCycle):
    def setUp(self):
        super().setUp()
        self.decided = self.subjects()
        self.subject, self.seqs = max(self.decided.items(), key=lambda item: len(item[1]))

    def prove(self, subject):
        return json.loads(run("prove", self.document, "--subject", subject))

    def check(self, pack, *anchor, status=0):
        """Both verifiers give the same answer."""
        path = self.folder / "pack.json"
        path.write_text(json.dumps(pack))
        said = io.StringIO()
        with contextlib.redirect_stdout(said), unittest.mock.patch("sys.argv", ["verify", str(path), *map(str, anchor)]):
            self.assertEqual(verify_calibrate.main(), status, said.getvalue())
        return run("check-proof", path, *anchor, status=status)

    def everybody(self):
        return [subject["id"] for subject in json.loads(run("board", self.document, "--json"))["subjects"]]

    def decide(self, verb, *more, reason="As was said"):
        """One more decision, recorded."""
        code = ("--reason-code", "evidence") if verb in ("move", "keep") else ()
        run(verb, self.document, *more, *code, "--reason", reason, "--actor", "Ada Quist")


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
        run("prove", self.document, "--subject", "nobody", "--output", self.folder / "one.pdf", status=1)
        self.assertEqual(list(self.folder.glob("*.pdf")), [])


class Altered(PackCase):
    def setUp(self):
        super().setUp()
        self.seal()
        self.pack = self.prove(self.subject)
        self.other = next(subject for subject in self.decided if subject != self.subject)
        self.foreign = self.prove(self.other)
        self.first = kinds(self.pack).index("moved")

    def rejected(self, change):
        altered = copy.deepcopy(self.pack)
        change(altered)
        self.assertNotEqual(altered, self.pack)
        self.assertIn("bad", self.check(altered, *self.trusted(), status=1))

    def test_record(self):
        """An edited record, wherever it is edited, and one of somebody else."""
        for record in range(len(self.pack["records"])):
            for old, new in (('"v":1', '"v":2'), ('"seq":', '"seq":1'), ("Z\"", "Z \"")):
                def edit(altered, record=record, old=old, new=new):
                    item = altered["records"][record]
                    item["record"] = item["record"].replace(old, new, 1)
                self.rejected(edit)
        self.rejected(lambda altered: altered["records"].append(self.foreign["records"][self.first]))
        self.rejected(lambda altered: altered["records"].reverse())

    def test_omitted(self):
        for index in range(len(self.pack["records"])):
            def omit(altered, index=index):
                del altered["records"][index]
                for checkpoint in altered["checkpoints"]:
                    del checkpoint["inclusion"][index]
            self.rejected(omit)

    def test_disclosure(self):
        """Somebody else's, an edited one, one withheld that has to be shown."""
        decision = self.pack["records"][self.first]["disclosures"]
        theirs = self.foreign["records"][kinds(self.foreign).index("moved")]["disclosures"]
        for field, text in enumerate(decision):
            if not text:
                continue
            salt, name, value = decode(text)
            edited = encode([salt, name, value + "x" if isinstance(value, str) else [*value, "x"]])
            for other in (theirs[field], edited, "") if name in ("subject", "change") else (theirs[field], edited):
                def swap(altered, field=field, other=other):
                    altered["records"][self.first]["disclosures"][field] = other
                self.rejected(swap)
        self.rejected(lambda altered: altered["records"][self.first]["disclosures"].pop())
        self.rejected(lambda altered: altered["records"][0]["disclosures"].__setitem__(3, ""))
        self.rejected(lambda altered: altered["records"][-1]["disclosures"].__setitem__(1, ""))

    def test_count(self):
        for field in ("n", "last"):
            def edit(altered, field=field):
                leaf = json.loads(altered["map"]["leaf"])
                leaf[field] -= 1
                altered["map"]["leaf"] = json.dumps(leaf, separators=(",", ":"), sort_keys=True)
            self.rejected(edit)
        self.rejected(lambda altered: altered.update(map=self.foreign["map"]))
        self.rejected(lambda altered: altered.pop("map"))
        self.rejected(lambda altered: altered["map"].update(index=altered["map"]["index"] ^ 1))
        self.rejected(lambda altered: altered["map"].update(size=4 * altered["map"]["size"]))

    def test_row(self):
        """A row of somebody else, an edited starting rating, a row out of its place."""
        self.rejected(lambda altered: altered.update(rows=self.foreign["rows"]))
        self.rejected(lambda altered: altered.update(rows=[]))
        self.rejected(lambda altered: altered["rows"].append(altered["rows"][0]))
        for field in range(3):
            def swap(altered, field=field):
                altered["rows"][0]["disclosures"][field] = self.foreign["rows"][0]["disclosures"][field]
            self.rejected(swap)

        def edit(altered, levels):
            row = altered["rows"][0]
            salt, name, value = decode(row["disclosures"][1])
            self.assertNotEqual(value, levels)
            row["disclosures"][1] = encode([salt, name, levels])
            row["leaf"] = json.dumps({"d": list(map(digest, row["disclosures"]))}, separators=(",", ":"))
        for levels in (["9", "9"], ["", ""], ["x", "1"], ["1"]):
            self.rejected(lambda altered, levels=levels: edit(altered, levels))
        for field in (0, 1):
            self.rejected(lambda altered, field=field: altered["rows"][0]["disclosures"].__setitem__(field, ""))
        for name, value in (("index", self.pack["rows"][0]["index"] ^ 1), ("size", 120), ("import", 3)):
            self.rejected(lambda altered, name=name, value=value: altered["rows"][0].update({name: value}))
            self.rejected(lambda altered, name=name: altered["rows"][0].pop(name))
        self.rejected(lambda altered: altered["rows"][0]["inclusion"].pop())

    def test_whole(self):
        self.rejected(lambda altered: altered.update(subject=self.other))
        self.rejected(lambda altered: altered.update(format="other"))
        self.rejected(lambda altered: altered.update(checkpoints=[]))
        self.rejected(lambda altered: altered["checkpoints"][0].update(signatures=[]))
        self.check(self.pack, "--allowed-signers", self.allowed, "--identity", "nobody", status=1)
        self.check(self.pack, "--allowed-signers", self.allowed, "--identity", WHO)


if __name__ == "__main__":
    main()
