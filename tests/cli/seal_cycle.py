"""What the tests of seal and proof share: the program, a folder, a sealed cycle."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
NAMESPACE = "checkpoint@calibrate.example.com"
WHO = "hr@example.com"


def run(*arguments, status=0, environment=None, text=None):
    """Calls the program; its standard output."""
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)], input=text, capture_output=True, text=True, timeout=120,
        env={**os.environ, **(environment or {})}, start_new_session=True,
    )
    if done.returncode != status:
        raise AssertionError(f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def answer(*arguments, **more):
    return json.loads(run(*arguments, "--json", **more))


class SealedCycle(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="calibrate-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.document = self.folder / "cycle.calibrate"
        self.key = self.make_key("hr")
        self.allowed = self.folder / "allowed"
        self.allowed.write_text(f"{WHO} {self.key.with_suffix('.pub').read_text()}")
        run("sample", self.document, "--people", 30, "--decisions", 40, "--seed", 3)

    def make_key(self, name, passphrase=""):
        path = self.folder / name
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", path],
            check=True,
        )
        return path

    def seal(self, *more, **options):
        return run("seal", self.document, "--session", "S1", "--key", self.key, *more, **options)

    def trusted(self):
        return ("--allowed-signers", self.allowed, "--identity", WHO)

    def subjects(self):
        """The subjects on whom anything was decided, with the seqs of the decisions."""
        found = {}
        for line in run("log", self.document, "--jsonl").splitlines():
            entry = json.loads(line)
            if entry["kind"] in ("moved", "kept"):
                found.setdefault(entry["subject"], []).append(entry["seq"])
        return found


def main():
    unittest.main(testRunner=unittest.TextTestRunner(stream=sys.stdout, verbosity=2))
