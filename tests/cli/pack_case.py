"""What the tests of subject access packs share: both verifiers, and a look into a pack."""

import base64
import contextlib
import hashlib
import importlib.util
import io
import json
import pathlib
import unittest.mock

from seal_cycle import SealedCycle, run

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

    def second(self, path, *anchor):
        """What the second verifier answers, and what it says."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), \
                unittest.mock.patch("sys.argv", ["verify", str(path), *map(str, anchor)]):
            return verify_calibrate.main(), said.getvalue()

    def check(self, pack, *anchor, status=0):
        """Both verifiers give the same answer."""
        path = self.folder / "pack.json"
        path.write_text(json.dumps(pack))
        answer, said = self.second(path, *anchor)
        self.assertEqual(answer, status, said)
        return run("check-proof", path, *anchor, status=status)

    def everybody(self):
        return [subject["id"] for subject in json.loads(run("board", self.document, "--json"))["subjects"]]

    def decide(self, verb, *more, reason="As was said"):
        """One more decision, recorded."""
        code = ("--reason-code", "evidence") if verb in ("move", "keep") else ()
        run(verb, self.document, *more, *code, "--reason", reason, "--actor", "Ada Quist")
