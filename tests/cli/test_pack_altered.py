"""Subject access packs that were altered: neither verifier believes one."""

import copy
import json
import random

from pack_case import PackCase, decode, digest, encode, kinds
from seal_cycle import WHO, main, run

MUTATIONS = 50


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

    def test_any_character(self):
        """Whatever character is altered, the two verifiers give one answer, and it is no unless nothing was said."""
        chance = random.Random(11)
        text = json.dumps(self.pack)
        for _ in range(MUTATIONS):
            at = chance.randrange(len(text))
            altered = text[:at] + chance.choice("019afzAZ\"{}[],:-_=. +/\\") + text[at + 1:]
            if altered == text:
                continue
            path = self.folder / "pack.json"
            path.write_text(altered)
            status, _ = self.second(path, *self.trusted())
            run("check-proof", path, *self.trusted(), status=status)
            self.assertTrue(status == 1 or self.says_the_same(altered), altered[at - 60:at + 60])

    def says_the_same(self, altered):
        """The sizes of trees that no signature covers say no more than what way a proof takes."""
        def plain(pack):
            for item in (pack["map"], *pack["rows"]):
                item.pop("size")
            return pack
        return plain(json.loads(altered)) == plain(copy.deepcopy(self.pack))

    def test_whole(self):
        self.rejected(lambda altered: altered.update(subject=self.other))
        self.rejected(lambda altered: altered.update(format="other"))
        self.rejected(lambda altered: altered.update(checkpoints=[]))
        self.rejected(lambda altered: altered["checkpoints"][0].update(signatures=[]))
        self.check(self.pack, "--allowed-signers", self.allowed, "--identity", "nobody", status=1)
        self.check(self.pack, "--allowed-signers", self.allowed, "--identity", WHO)


if __name__ == "__main__":
    main()
