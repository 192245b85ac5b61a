"""Proofs of single records, and bare Merkle proofs, checked without the document."""

import copy
import json

from seal_cycle import WHO, SealedCycle, main, run

ROOT_OF_8 = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
INCLUSION = {
    "type": "inclusion", "index": 5, "size": 8,
    "leaf": "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
    "proof": [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    "root": ROOT_OF_8,
}
CONSISTENCY = {
    "type": "consistency", "size1": 6, "size2": 8,
    "proof": [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    "root1": "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "root2": ROOT_OF_8,
}


class Lines(SealedCycle):
    def check(self, lines, expected):
        text = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
        path = self.folder / "lines"
        path.write_text(text)
        status = 0 if set(expected) <= {"ok"} else 1
        self.assertEqual(run("check-proof", "--lines", path, status=status).split(), expected)
        self.assertEqual(run("check-proof", "--lines", "-", text=text, status=status).split(), expected)

    def test_good(self):
        self.check([INCLUSION, CONSISTENCY], ["ok", "ok"])
        self.check([json.dumps(INCLUSION)], ["ok"])
        self.check([], [])

    def test_malformed(self):
        bad = []
        for proof, changes in (
            (INCLUSION, [("index", 8), ("index", 4), ("index", -1), ("index", 5.0), ("index", "5"),
                         ("index", 2**64 + 5), ("size", 3), ("size", 0), ("size", None), ("type", "x"),
                         ("leaf", ""), ("leaf", ROOT_OF_8[2:]), ("leaf", ROOT_OF_8), ("root", ROOT_OF_8 + "00"),
                         ("proof", INCLUSION["proof"][:2]), ("proof", INCLUSION["proof"] * 2), ("proof", []),
                         ("proof", [1, 2, 3]), ("proof", "x"), ("proof", [h[2:] for h in INCLUSION["proof"]])]),
            (CONSISTENCY, [("size1", 0), ("size1", 8), ("size1", 9), ("size2", 6), ("proof", []),
                           ("proof", CONSISTENCY["proof"][:2]), ("proof", CONSISTENCY["proof"] + [ROOT_OF_8]),
                           ("root1", ROOT_OF_8), ("root2", CONSISTENCY["root1"])]),
        ):
            for name, value in changes:
                bad.append({**proof, name: value})
            for name in proof:
                bad.append({key: value for key, value in proof.items() if key != name})
        whole = json.dumps(INCLUSION)
        bad += [whole.replace('"type": "inclusion"', '"type": "inclusion\\u0000"') + "\n", whole[:-1] + ",}\n",
                whole.replace('"index": 5', '"index": 05') + "\n", whole.replace('"size": 8', '"size": 0x8') + "\n",
                whole + whole + "\n", "\ufeff" + whole + "\n"]
        bad += ["\n", "[]\n", "{}\n", "null\n", "{\n", json.dumps(INCLUSION)[:-1] + ',"index":5}\n',
                "[" * 1000000 + "\n", "'\"'" + "[" * 1000000 + "\n", '/*"*/' + "[" * 1000000 + "\n",
                '{"type":' * 100000 + "\n"]
        self.check(bad, ["bad"] * len(bad))
        self.check([INCLUSION, "x\n", CONSISTENCY], ["ok", "bad", "ok"])


class Records(SealedCycle):
    def setUp(self):
        super().setUp()
        self.checkpoint = self.folder / "checkpoint"

    def check(self, pack, *more, status=0):
        path = self.folder / "pack.json"
        path.write_text(json.dumps(pack))
        return run("check-proof", path, *more, status=status)

    def prove(self, *what):
        return json.loads(run("prove", self.document, *what))

    def test_one_record(self):
        proof = self.prove("--seq", 7)
        self.assertIn("agrees with itself only", self.check(proof, status=1))
        self.checkpoint.write_text(run("checkpoint", self.document))
        anchor = ("--checkpoint", self.checkpoint)
        self.check(proof, *anchor)
        self.check(proof, *self.trusted(), status=1)

        self.seal()
        self.check(self.prove("--seq", 7), *anchor, status=1)
        self.check(self.prove("--seq", 7), *self.trusted())
        self.check(self.prove("--seq", 7), "--allowed-signers", self.folder / "none", "--identity", WHO, status=3)
        run("prove", self.document, "--seq", 5000, status=1)
        run("prove", self.document, status=2)

        altered = copy.deepcopy(proof)
        altered["records"][0]["record"] = altered["records"][0]["record"].replace("Z", "X", 1)
        self.check(altered, *anchor, status=1)
        for index in range(len(proof["checkpoints"][0]["inclusion"][0])):
            altered = copy.deepcopy(proof)
            altered["checkpoints"][0]["inclusion"][0][index] = ROOT_OF_8
            self.check(altered, *anchor, status=1)


if __name__ == "__main__":
    main()
