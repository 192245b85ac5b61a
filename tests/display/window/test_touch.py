"""Sealing in the real program with hardware keys that wait to be touched."""

import os
import pathlib
import sys

from program import Program, Tap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "hardware"))
from keys import HARDWARE, fingerprint, make_hardware_key, touch  # noqa: E402

DIALOG = "Finalise session"


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        records = program.run("log", path, "--records")
        pipe, keys = program.home / "touch", program.home / ".ssh"
        os.mkfifo(pipe)
        keys.mkdir(mode=0o700)
        mine = fingerprint(make_hardware_key(keys / "ortega", "ed25519-sk"))
        witness = fingerprint(make_hardware_key(keys / "witness", "ecdsa-sk"))
        program.environment |= {
            "SSH_SK_PROVIDER": HARDWARE, "SSH_ASKPASS": "/bin/false", "CALIBRATE_TEST_TOUCH": str(pipe)}
        program.environment.pop("SSH_AUTH_SOCK", None)
        program.start(path)
        program.wait_find("Not sealed: 6 decisions")
        program.open_menu_item("Finalise session…")
        program.wait_find(mine)
        program.wait_find("hardware key", "label")
        program.press_button("Seal")
        program.wait_find("Touch the key now", "label")
        program.wait_find("It waits for you", "label")
        assert program.run("log", path, "--records") == records
        tap.ok("the window says that the key waits to be touched, and nothing is recorded meanwhile")

        program.press_button("Do not seal")
        program.wait_find("Nothing was sealed, as you wished")
        assert program.run("log", path, "--records") == records
        assert program.json("session", "list", path)["sessions"][0]["state"] == "open"
        try:
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
            raise AssertionError("somebody still waits for a touch")
        except OSError:
            pass
        tap.ok("given up, nobody waits for a touch any more, and the session is open as before")

        program.choose(DIALOG, "witness", nth=1)
        program.wait_find("Signed with “ortega”, witnessed with “witness”")
        program.press_button("Seal")
        program.wait_find("It waits for you", "label")
        touch(pipe)
        program.wait_find("It is the witness’s key that waits", "label")
        assert program.run("log", path, "--records") == records
        tap.ok("after the first touch the witness's key waits, and still nothing is recorded")

        touch(pipe)
        program.wait_find("Session S1 is sealed")
        program.wait_find(mine, "label")
        program.wait_find(witness, "label")
        found = program.json("verify", path)
        assert found["ok"] and found["seals"][0]["keys"] == [mine, witness] and found["not_sealed"] == 0, found
        tap.ok("both signed the same checkpoint, and both fingerprints are shown")
    finally:
        program.stop()
    tap.finish()


main()
