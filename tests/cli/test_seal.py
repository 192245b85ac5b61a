"""Sealing, verifying, reopening and comparing on the command line."""

import base64
import shutil
import sqlite3
import subprocess

from seal_cycle import NAMESPACE, WHO, SealedCycle, answer, main, run


class Seal(SealedCycle):
    def test_seal_and_verify(self):
        older = self.folder / "older.calibrate"
        shutil.copy(self.document, older)
        before = answer("verify", self.document)
        self.assertEqual(before["not_sealed"], before["size"])
        self.assertEqual(before["seals"], [])

        self.seal()
        found = answer("verify", self.document, *self.trusted(), "--against", older)
        self.assertTrue(found["ok"] and found["trusted"])
        self.assertEqual((found["not_sealed"], len(found["seals"])), (0, 1))
        self.assertEqual(found["against"]["relation"], "extends")
        self.assertEqual(found["checkpoint"], run("checkpoint", self.document))
        self.assertIn("every record is sealed", run("verify", self.document))
        self.assertIn("INSIDE THIS FILE", run("verify", self.document))
        self.assertIn("no file alone can show", run("verify", self.document))

        run("verify", older, "--against", self.document, status=1)
        run("verify", self.document, "--allowed-signers", self.allowed, "--identity", "nobody", status=1)
        run("verify", self.document, "--allowed-signers", self.allowed, status=2)
        run("verify", self.document, "--allowed-signers", self.folder / "none", "--identity", WHO, status=3)
        run("verify", self.allowed, status=3)

    def test_stranger_can_check(self):
        """The stored signature is one that ssh-keygen accepts by itself."""
        self.seal()
        connection = sqlite3.connect(self.document)
        blob = connection.execute("SELECT blob FROM signature").fetchone()[0]
        connection.close()
        armoured = self.folder / "checkpoint.sig"
        armoured.write_text("-----BEGIN SSH SIGNATURE-----\n"
                            + base64.encodebytes(blob).decode() + "-----END SSH SIGNATURE-----\n")
        done = subprocess.run(
            ["ssh-keygen", "-Y", "verify", "-f", self.allowed, "-I", WHO, "-n", NAMESPACE, "-s", armoured],
            input=run("checkpoint", self.document).encode(), capture_output=True,
        )
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_finalised_refuses_until_reopened(self):
        self.seal()
        subject = next(iter(self.subjects()))
        keep = ("keep", self.document, subject, "--session", "S1", "--reason-code", "evidence", "--reason", "x")
        run(*keep, status=1)
        self.seal(status=1)
        reopen = ("session", "reopen", self.document, "S1", "--reason", "Dispute", "--actor", "Ann")
        run(*reopen, status=2)
        for same in ("Ann", "ann", " ANN "):
            run(*reopen, "--second", same, status=1)
        run(*reopen, "--second", "Bob")
        run(*keep)
        self.assertEqual(answer("session", "list", self.document)["sessions"][0]["state"], "open")
        self.assertEqual(answer("verify", self.document)["not_sealed"], 2)
        self.seal("--witness", self.make_key("witness"))
        found = answer("verify", self.document, *self.trusted())
        self.assertEqual([len(seal["keys"]) for seal in found["seals"]], [1, 2])

    def test_passphrase_given_up(self):
        before = self.document.read_bytes()
        locked = self.make_key("locked", "secret words")
        refusal = {"SSH_ASKPASS": "/bin/false", "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":none"}
        run("seal", self.document, "--session", "S1", "--key", locked, status=3, environment=refusal)
        self.assertEqual(answer("session", "list", self.document)["sessions"][0]["state"], "open")
        self.assertEqual(answer("verify", self.document)["size"] + 0, answer("log", self.document)["size"])
        self.assertEqual(len(self.document.read_bytes()), len(before))

    def test_altered(self):
        self.seal()
        connection = sqlite3.connect(self.document)
        trigger = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'disclosure_delete'").fetchone()[0]
        connection.execute("DROP TRIGGER disclosure_delete")
        connection.execute("DELETE FROM disclosure WHERE seq = 9 AND field = 2")
        connection.execute(trigger)
        connection.commit()
        connection.close()
        found = answer("verify", self.document, status=1)
        self.assertEqual((found["fault"]["seq"], found["fault"]["field"]), (9, "reason"))
        self.assertIn("record 9, reason", run("verify", self.document, status=1))

    def test_hold(self):
        subject = next(iter(self.subjects()))
        hold = ("hold", self.document, "--subject", subject)
        run(*hold, "off", "--reason", "x", status=1)
        run(*hold, "on", status=2)
        run(*hold, "maybe", "--reason", "x", status=2)
        run("hold", self.document, "on", "--subject", "nobody", "--reason", "x", status=1)
        self.assertEqual(answer(*hold, "on", "--reason", "Dispute 7")["kind"], "hold-set")
        run(*hold, "on", "--reason", "x", status=1)
        run(*hold, "off", "--reason", "Settled")
        self.assertTrue(answer("verify", self.document)["ok"])

    def test_compare(self):
        other = self.folder / "other.calibrate"
        shutil.copy(self.document, other)
        self.assertEqual(run("compare", self.document, other), "same\n")
        size = answer("log", self.document)["size"]
        subject = next(iter(self.subjects()))
        keep = ("keep", "--reason-code", "evidence", "--reason", "x")
        run(*keep, other, subject)
        self.assertIn(f"shorter ({size} < {size + 1})", run("compare", self.document, other, status=1))
        self.assertEqual(run("compare", other, self.document), f"extends by 1\n  {other}: {size} kept {subject}\n")
        run("session", "start", other, "S2", "--reason", "x")
        self.assertTrue(run("compare", other, self.document).endswith(f"\n  {other}: {size + 1} session-started\n"))
        run(*keep, self.document, subject)
        self.assertIn(f"forks at seq {size}", run("compare", self.document, other, status=1))
        self.assertIn("forks at seq", run("verify", self.document, "--against", other, status=1))
        run("sample", self.folder / "third.calibrate", "--people", 5)
        self.assertEqual(answer("compare", other, self.folder / "third.calibrate", status=1)["relation"], "other log")


if __name__ == "__main__":
    main()
