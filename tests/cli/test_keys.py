"""Sealing with keys that are in no file: an agent's, and hardware keys."""

import base64
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "hardware"))
from keys import HARDWARE, Agent, fingerprint, make_hardware_key, touch  # noqa: E402
from seal_cycle import NAMESPACE, PROGRAM, WHO, SealedCycle, answer, main, run  # noqa: E402

VERIFIER = pathlib.Path(__file__).resolve().parents[2] / "data" / "verify" / "verify_calibrate.py"


class Keys(SealedCycle):
    def seal_with(self, key, *more, status=0, environment=None):
        """Seals with that key, which is then the one that is trusted; what the program complains of."""
        public = key if key.suffix == ".pub" else key.with_suffix(".pub")
        self.allowed.write_text(f"{WHO} {public.read_text()}")
        done = subprocess.run(
            [PROGRAM, "seal", self.document, "--session", "S1", "--key", key, *more], capture_output=True, text=True,
            env={**os.environ, "SSH_SK_PROVIDER": HARDWARE, **(environment or {})}, timeout=60,
            start_new_session=True)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done.stderr

    def everybody_accepts(self, key):
        """The program, ssh-keygen by itself, and the second verifier."""
        found = answer("verify", self.document, *self.trusted())
        self.assertTrue(found["ok"] and found["trusted"])
        self.assertEqual(found["seals"][-1]["keys"][0], fingerprint(key))
        bundle = self.folder / "bundle"
        run("log", self.document, "--bundle", bundle)
        seal = next(bundle.glob("seal-*.checkpoint"))
        armour = seal.with_suffix(".0.sig")
        self.assertEqual(base64.b64decode("".join(armour.read_text().splitlines()[1:-1])), self.blob())
        subprocess.run(["ssh-keygen", "-Y", "verify", "-f", self.allowed, "-I", WHO, "-n", NAMESPACE, "-s", armour],
                       input=seal.read_bytes(), check=True, capture_output=True)
        done = subprocess.run([sys.executable, "-I", VERIFIER, bundle, *map(str, self.trusted())],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return bundle

    def blob(self):
        connection = sqlite3.connect(self.document)
        try:
            return connection.execute("SELECT blob FROM signature WHERE number = 0").fetchone()[0]
        finally:
            connection.close()

    def with_blob(self, blob):
        """A copy in which somebody has altered the signature."""
        copy = self.folder / "altered.calibrate"
        shutil.copy(self.document, copy)
        connection = sqlite3.connect(copy)
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'signature'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE signature SET blob = ? WHERE number = 0", (blob,))
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
        connection.close()
        return copy

    def is_open_as_before(self, size):
        self.assertEqual(answer("session", "list", self.document)["sessions"][0]["state"], "open")
        self.assertEqual(answer("log", self.document)["size"], size)
        self.assertEqual(answer("verify", self.document)["seals"], [])

    def agent(self, **environment):
        agent = Agent(self.folder, **environment)
        self.addCleanup(agent.end)
        return agent

    def test_agent_only(self):
        agent = self.agent()
        agent.take(self.key)
        self.seal_with(self.key.with_suffix(".pub"), environment=agent.environment)
        self.everybody_accepts(self.key.with_suffix(".pub"))

    def test_agent_names_the_private_file(self):
        """Whoever names the private file, which is gone, means the same key."""
        agent = self.agent()
        agent.take(self.key)
        self.seal_with(self.key, environment=agent.environment)
        self.everybody_accepts(self.key.with_suffix(".pub"))

    def test_agent_gone(self):
        size = answer("log", self.document)["size"]
        agent = self.agent()
        agent.take(self.key)
        agent.end()
        said = self.seal_with(self.key.with_suffix(".pub"), status=3, environment=agent.environment)
        self.assertIn("no agent that could be reached holds it", said)
        self.assertIn("the session is open as before", said)
        self.is_open_as_before(size)

    def test_agent_locked_or_refusing(self):
        size = answer("log", self.document)["size"]
        agent = self.agent(SSH_ASKPASS="/bin/false", SSH_ASKPASS_REQUIRE="force")
        agent.take(self.key, "-c")
        said = self.seal_with(self.key.with_suffix(".pub"), status=3, environment=agent.environment)
        self.assertIn("the agent that holds it did not sign", said)
        self.is_open_as_before(size)

    def test_hardware(self):
        for kind in ("ed25519-sk", "ecdsa-sk"):
            with self.subTest(kind):
                self.document.unlink()
                run("sample", self.document, "--people", 30, "--decisions", 40, "--seed", 3)
                key = make_hardware_key(self.folder / kind, kind)
                self.assertIn(f"Touch the key {key} now", self.seal_with(key))
                bundle = self.everybody_accepts(key)
                good = self.blob()
                self.assertEqual(good[-5] & 1, 1)  # touched
                inner = len(good) - good.rindex(b"\0\0\0\x1a" if kind[1] == "d" else b"\0\0\0\x22")
                longer = bytearray(good + b"\0")
                longer[-inner - 2] += 1  # the length of what the key signed, in its last byte
                altered = {
                    "another counter": good[:-1] + bytes([good[-1] ^ 1]),
                    "not touched": good[:-5] + b"\0" + good[-4:],
                    "cut off": good[:-1],
                    "longer": good + b"\0",
                    "a longer signature": bytes(longer),
                }
                for what, blob in altered.items():
                    fault = answer("verify", self.with_blob(blob), status=1)["fault"]
                    self.assertEqual(fault["field"], "signature", what)
                shutil.rmtree(bundle)

    def test_hardware_needs_no_touch(self):
        key = make_hardware_key(self.folder / "still", "ed25519-sk", "-O", "no-touch-required")
        self.assertEqual(self.seal_with(key), "")
        self.everybody_accepts(key)

    def test_hardware_waits(self):
        """Nothing is recorded before the key is touched; the witness's waits as well, and each is named."""
        size = answer("log", self.document)["size"]
        mine, witness = (make_hardware_key(self.folder / name, "ed25519-sk") for name in ("mine", "theirs"))
        pipe = self.folder / "touch"
        os.mkfifo(pipe)
        process = subprocess.Popen(
            [PROGRAM, "seal", self.document, "--session", "S1", "--key", mine, "--witness", witness],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True,
            env={**os.environ, "SSH_SK_PROVIDER": HARDWARE, "CALIBRATE_TEST_TOUCH": str(pipe)})
        limit = threading.Timer(60, os.killpg, (process.pid, signal.SIGKILL))  # whoever waits in vain waits no longer
        limit.start()
        self.addCleanup(process.stderr.close)
        self.addCleanup(limit.cancel)
        for key in (mine, witness):
            self.assertEqual(process.stderr.readline(), f"Touch the key {key} now: it waits for that.\n")
            self.is_open_as_before(size)
            touch(pipe)
        self.assertEqual(process.wait(60), 0)
        self.assertEqual(answer("verify", self.document)["seals"][0]["keys"], [fingerprint(mine), fingerprint(witness)])

    def test_hardware_unplugged(self):
        size = answer("log", self.document)["size"]
        key = make_hardware_key(self.folder / "away", "ed25519-sk")
        said = self.seal_with(key, status=3, environment={"CALIBRATE_TEST_UNPLUGGED": "1"})
        self.assertIn("the hardware key is not plugged in", said)
        self.is_open_as_before(size)

    def test_hardware_in_agent(self):
        key = make_hardware_key(self.folder / "token", "ed25519-sk")
        agent = self.agent(SSH_SK_PROVIDER=HARDWARE)
        agent.take(key, "-S", HARDWARE)
        self.seal_with(key.with_suffix(".pub"), environment=agent.environment)
        self.everybody_accepts(key.with_suffix(".pub"))


if __name__ == "__main__":
    main()
