"""Audit bundles and packs under the second verifier, which shares no code with the first."""

import json
import pathlib
import shutil
import subprocess
import sys

from seal_cycle import WHO, SealedCycle, answer, main, run

VERIFIER = pathlib.Path(__file__).resolve().parents[2] / "data" / "verify" / "verify_calibrate.py"


class Bundle(SealedCycle):
    def setUp(self):
        super().setUp()
        self.seal("--witness", self.make_key("witness"))
        run("session", "reopen", self.document, "S1", "--reason", "Dispute", "--actor", "Ann", "--second", "Bob")
        self.subject, self.seqs = max(self.subjects().items(), key=lambda item: len(item[1]))
        run("keep", self.document, self.subject, "--reason-code", "evidence", "--reason", "Zoë: “\\u007f”\t")
        run("undo", self.document, "--reason", "One more thought")
        self.bundle = self.folder / "bundle"
        run("log", self.document, "--bundle", self.bundle)

    def verify(self, path, *more, status=0):
        done = subprocess.run([sys.executable, "-I", VERIFIER, path, *map(str, more)], capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stdout

    def test_short_and_plain(self):
        text = VERIFIER.read_text()
        self.assertLess(text.count("\n"), 300)
        imported = {name.strip() for line in text.splitlines() if line.startswith("import ")
                    for name in line.removeprefix("import ").split(",")}
        self.assertNotIn("\nfrom ", text)
        self.assertLessEqual(imported, sys.stdlib_module_names)

    def test_good(self):
        found = json.loads(run("verify", self.document, "--json"))
        said = self.verify(self.bundle, *self.trusted())
        self.assertIn(f"{found['size']} records, 1 seals, {found['not_sealed']} records not sealed", said)
        self.assertIn("WARNING", self.verify(self.bundle))
        self.verify(self.bundle, "--allowed-signers", self.allowed, "--identity", "nobody", status=1)
        self.verify(self.bundle, "--allowed-signers", self.folder / "none", "--identity", WHO, status=3)
        self.assertEqual((self.bundle / "checkpoint.txt").read_text(), run("checkpoint", self.document))
        self.assertEqual((self.bundle / "records.jsonl").read_text(), run("log", self.document, "--records"))

    def test_kept_checkpoint(self):
        """What somebody has kept of the log binds it: any of its sizes, of this log, of what it said then."""
        kept = self.folder / "kept"
        seal, now = next(self.bundle.glob("seal-*.checkpoint")).read_text(), (self.bundle / "checkpoint.txt").read_text()
        log, size, root, _ = now.split("\n")
        for text in (seal, now):
            kept.write_text(text)
            self.verify(self.bundle, "--checkpoint", kept)
        for text in (f"{log}\n{int(size) + 1}\n{root}\n", f"{log}\n{int(size) - 1}\n{root}\n", f"{log}\n0{size}\n{root}\n", now + "\n",
                     f"{log}\n{size}\n{seal.split()[2]}\n", f"{log[:-32]}{'0' * 32}\n{size}\n{root}\n", f"{log}\n{root}\n", "x", ""):
            kept.write_text(text)
            self.assertIn("DOES NOT HOLD: ", self.verify(self.bundle, *self.trusted(), "--checkpoint", kept, status=1))
        self.verify(self.bundle, *self.trusted(), "--checkpoint", self.folder / "none", status=3)

    def test_wrong_calls(self):
        for options in (self.trusted()[:2], self.trusted()[2:], ("--allowed-signers", "", "--identity", ""), ("--checkpoint", ""),
                        ("--allowed-signers", self.allowed, "--identity", "")):
            self.verify(self.bundle, *options, status=2)

    def test_zip(self):
        package, again = self.folder / "bundle.zip", self.folder / "again.zip"
        epoch = {"SOURCE_DATE_EPOCH": "1700000000"}
        run("log", self.document, "--bundle", package, environment=epoch)
        run("log", self.document, "--bundle", again, environment=epoch)
        self.assertEqual(package.read_bytes(), again.read_bytes())
        self.verify(package, *self.trusted())
        run("log", self.document, "--bundle", package, status=3)
        run("log", self.document, "--bundle", self.bundle, status=3)
        self.verify(self.folder / "none.zip", status=3)

    def test_answer_of_what_is_written(self):
        """With --json, what was written is answered too; the size is the log's, as `checkpoint` gives it."""
        facts = answer("checkpoint", self.document)
        expected = {"log": facts["log"], "size": facts["size"]}
        bundle, proof, pack = (self.folder / name for name in ("other", "proof.json", "pack.json"))
        self.assertEqual(answer("log", self.document, "--bundle", bundle), {**expected, "output": str(bundle)})
        self.assertEqual(answer("prove", self.document, "--seq", 4, "--output", proof),
                         {**expected, "records": 1, "output": str(proof)})
        said = answer("prove", self.document, "--subject", self.subject, "--output", pack)
        self.assertEqual(said, {**expected, "records": len(json.loads(pack.read_text())["records"]), "output": str(pack)})

    def test_readme_commands(self):
        seal = next(self.bundle.glob("seal-*.checkpoint"))
        with seal.open() as text:
            subprocess.run(["ssh-keygen", "-Y", "verify", "-f", self.allowed, "-I", WHO,
                            "-n", "checkpoint@calibrate.example.com", "-s", seal.with_suffix(".0.sig")],
                           stdin=text, check=True, capture_output=True)

    def test_altered(self):
        """Every file, at its beginning, middle and end; every line left out."""
        for name in sorted(path.name for path in self.bundle.iterdir() if path.name != "README.txt"):
            path = self.bundle / name
            data = path.read_bytes()
            for at in (0, len(data) // 3, len(data) // 2, len(data) - 90):
                if not chr(data[at]).isalnum():
                    at = next(i for i in range(at, len(data)) if chr(data[i]).isalnum())
                changed = bytearray(data)
                changed[at] = ord("1") if data[at] != ord("1") else ord("2")
                path.write_bytes(changed)
                self.verify(self.bundle, *self.trusted(), status=1)
            lines = data.splitlines(keepends=True)
            for missing in {0, len(lines) // 2, len(lines) - 1}:
                path.write_bytes(b"".join(lines[:missing] + lines[missing + 1:]))
                self.verify(self.bundle, *self.trusted(), status=1)
            path.unlink()
            if not name.endswith(".1.sig"):
                self.verify(self.bundle, *self.trusted(), status=1)
            path.write_bytes(data)
        self.verify(self.bundle, *self.trusted())

    def test_packs(self):
        run("redo", self.document, "--reason", "Back")
        self.seal()
        pack = self.folder / "pack.json"
        run("prove", self.document, "--subject", self.subject, "--output", pack)
        self.verify(pack, *self.trusted())
        run("check-proof", pack, *self.trusted())
        self.verify(pack, status=1)
        good = json.loads(pack.read_text())

        def rejected(change):
            altered = json.loads(json.dumps(good))
            change(altered)
            pack.write_text(json.dumps(altered))
            self.verify(pack, *self.trusted(), status=1)
            run("check-proof", pack, *self.trusted(), status=1)

        def omit(altered):
            del altered["records"][1]
            for checkpoint in altered["checkpoints"]:
                del checkpoint["inclusion"][1]
        rejected(omit)
        rejected(lambda altered: altered["records"][0].update(record=altered["records"][0]["record"].replace("1", "2", 1)))
        rejected(lambda altered: altered["records"][0]["disclosures"].reverse())
        rejected(lambda altered: altered["map"].update(leaf=altered["map"]["leaf"].replace('"n":', '"n":1')))
        rejected(lambda altered: altered.pop("map"))
        rejected(lambda altered: altered.update(subject="E1x"))


if __name__ == "__main__":
    main()
