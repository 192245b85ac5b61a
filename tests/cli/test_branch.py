"""A copy for another room: what it starts from, and what the two logs are to each other."""

import pathlib
import shutil
import sqlite3
import subprocess
import sys

from seal_cycle import SealedCycle, answer, main, run

VERIFIER = pathlib.Path(__file__).resolve().parents[2] / "data" / "verify" / "verify_calibrate.py"


class Branch(SealedCycle):
    def setUp(self):
        super().setUp()
        self.branch = self.folder / "branch.calibrate"
        self.held = next(iter(self.subjects()))
        run("hold", self.document, "on", "--subject", self.held, "--reason", "Dispute 9", "--actor", "Legal")

    def standing(self, document, *more):
        board = answer("board", document, *more)
        keys = ("id", "name", "manager_id", "placement", "pre", "performance", "potential")
        return board["title"], [[who[key] for key in keys] for who in board["subjects"]]

    def leaves(self, document):
        connection = sqlite3.connect(document)
        found = connection.execute("SELECT leaves FROM roster ORDER BY seq DESC").fetchone()[0]
        connection.close()
        return [found[at:at + 32] for at in range(0, len(found), 32)]

    def test_goes_on(self):
        before = self.document.read_bytes()
        made = answer("branch", self.document, "--output", self.branch, "--actor", "Ines")
        self.assertEqual(self.document.read_bytes(), before)
        run("branch", self.document, "--output", self.branch, status=3)
        run("branch", self.document, status=2)
        self.assertEqual(self.standing(self.branch), self.standing(self.document))
        self.assertEqual(self.leaves(self.branch), self.leaves(self.document))
        found = answer("verify", self.branch)
        self.assertEqual(found["branched_from"][:2], [made["parent"], str(made["parent_size"])])
        self.assertNotEqual(found["log"], made["parent"])

        for first, second, relation in ((self.branch, self.document, "branch"), (self.document, self.branch, "parent")):
            self.assertEqual(answer("compare", first, second)["relation"], relation)
        self.assertTrue(answer("verify", self.branch, "--against", self.document)["ok"])

        refusal = answer("erase", self.branch, "--subject", self.held, "--reason", "x", status=1)
        self.assertIn("Dispute 9 (set by Legal", refusal["error"])
        run("undo", self.branch, "--reason", "x", status=1)
        run("keep", self.branch, self.held, "--reason-code", "other", "--reason", "One more look")
        run("undo", self.branch, "--reason", "x")
        run("keep", self.document, self.held, "--reason-code", "other", "--reason", "Here too")
        self.assertEqual(answer("compare", self.branch, self.document)["relation"], "branch")
        run("seal", self.branch, "--session", "S1", "--key", self.key)
        self.assertTrue(answer("verify", self.branch, *self.trusted())["trusted"])
        run("log", self.branch, "--bundle", self.folder / "bundle")
        done = subprocess.run([sys.executable, "-I", VERIFIER, self.folder / "bundle"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_after_seal_and_erasure(self):
        gone = next(who for who in self.subjects() if who != self.held)
        self.seal()
        run("erase", self.document, "--subject", gone, "--reason", "End of retention")
        leaves = self.leaves(self.document)
        run("branch", self.document, "--output", self.branch)
        self.assertEqual(self.standing(self.branch), self.standing(self.document))
        self.assertEqual(len(self.leaves(self.branch)), len(leaves) - 1)
        self.assertLess(set(self.leaves(self.branch)), set(leaves))
        self.assertTrue(answer("verify", self.branch)["ok"])
        self.assertEqual(answer("session", "list", self.branch)["sessions"][0]["state"], "open")
        second = self.folder / "second.calibrate"
        run("branch", self.branch, "--output", second)
        self.assertEqual(self.standing(second), self.standing(self.document))
        self.assertEqual(answer("compare", second, self.branch)["relation"], "branch")
        self.assertEqual(answer("compare", second, self.document, status=1)["relation"], "other log")

    def test_of_nobody(self):
        """Where everybody has been erased, the branch starts from an empty roster."""
        roster, parent = self.folder / "one.csv", self.folder / "one.calibrate"
        roster.write_text("employee_id,name,performance,potential\nE1,Ann,2,2\n")
        run("new", parent, "--roster", roster)
        run("erase", parent, "--subject", "E1", "--reason", "End of retention")
        run("branch", parent, "--output", self.branch)
        self.assertEqual(answer("verify", self.branch)["subjects"], 0)
        self.assertEqual(self.leaves(self.branch), [])
        run("import", self.branch, roster)
        self.assertEqual(answer("verify", self.branch)["subjects"], 1)

    def test_not_the_parent(self):
        """A parent that has been rewritten is not what the branch names."""
        run("branch", self.document, "--output", self.branch)
        shorter = self.folder / "shorter.calibrate"
        shutil.copy(self.document, shorter)
        connection = sqlite3.connect(shorter)
        connection.execute("DROP TRIGGER record_update")
        connection.execute("UPDATE record SET bytes = CAST(replace(bytes, '.000Z', '.001Z') AS BLOB) WHERE seq = 9")
        connection.execute("UPDATE record SET bytes = CAST(replace(bytes, 'S1', 'S2') AS BLOB) WHERE seq = 9")
        connection.execute("CREATE TRIGGER record_update BEFORE UPDATE ON record\n"
                           "BEGIN SELECT raise(ABORT, 'a record is never changed'); END")
        connection.commit()
        connection.close()
        found = answer("compare", self.branch, shorter, status=1)
        self.assertEqual((found["ok"], found["relation"]), (False, "false branch"))
        self.assertIn("NO BRANCH", run("verify", self.branch, "--against", shorter, status=1))


if __name__ == "__main__":
    main()
