"""Somebody's first key, made in the dialog that seals, and the passphrase in this program's own window."""

import stat
import subprocess
import sys

from program import Atspi, Program, Tap, wait_for

PASSPHRASE = "correct horse"
DIALOG = "Finalise session"
UNLOCK = "Unlock the key"


def fingerprint(path):
    """That of a key which is being made, as soon as it is."""
    wait_for(f"{path}", path.with_suffix(".pub").exists)
    return subprocess.run(["ssh-keygen", "-l", "-f", path], check=True, capture_output=True,
                          text=True).stdout.split()[1]


def opens_with(path, passphrase):
    return subprocess.run(["ssh-keygen", "-y", "-P", passphrase, "-f", path], check=False,
                          capture_output=True).returncode == 0


def is_private(path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600, oct(path.stat().st_mode)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700, oct(path.parent.stat().st_mode)


def can_make(program):
    return any(node.get_state_set().contains(Atspi.StateType.SENSITIVE)
               for node in program.named("Make key", "push button"))


def made_in_two_clicks(program, keys, tap):
    program.press_button("Make a key…")
    program.wait_find(str(keys / "id_ed25519"))
    program.wait_find("Without a passphrase, whoever has the file can sign")
    program.press_button("Make key")
    program.wait_find(fingerprint(keys / "id_ed25519"), "label")
    is_private(keys / "id_ed25519")
    assert opens_with(keys / "id_ed25519", "")
    program.press_button("Go on")
    program.wait_find("Signed with “")
    tap.ok("two clicks make a key, which says that it has no passphrase, and show its fingerprint")


def nothing_is_overwritten(program, keys, tap):
    lone = keys / "calibrate_ed25519.pub"
    lone.write_text("somebody's\n")
    late = keys / "calibrate_ed25519_2"
    program.press_button("Make a key…")
    program.wait_find(str(late))
    late.write_text("somebody else's\n")
    program.press_button("Make key")
    program.wait_find("a file of this name is there already, and was left as it is")
    program.press_button("Back")
    assert (lone.read_text(), late.read_text()) == ("somebody's\n", "somebody else's\n")
    assert not (keys / "calibrate_ed25519").exists() and not late.with_suffix(".pub").exists()
    tap.ok("no file is overwritten, not even one that comes while the dialog stands, nor a public half alone")


def made_with_passphrase(program, keys, tap):
    program.press_button("Make a key…")
    program.wait_find(str(keys / "calibrate_ed25519_3"))
    program.fill("Passphrase", PASSPHRASE)
    program.wait_find("The two are not the same yet")
    wait_for("the button to wait", lambda: not can_make(program))
    program.fill("The passphrase again", PASSPHRASE)
    program.press_button("Make key")
    mine = keys / "calibrate_ed25519_3"
    program.wait_find(fingerprint(mine), "label")
    is_private(mine)
    assert opens_with(mine, PASSPHRASE) and not opens_with(mine, "")
    program.press_button("Go on")
    tap.ok("a key has the passphrase that was given twice, and its file is for its owner alone")
    return fingerprint(mine)


def answer(program, *keys):
    """In the window that asks, which is a process of its own."""
    program.press_button("Seal")
    program.focus_on(UNLOCK)
    for key in keys:
        if key in ("Return", "Escape"):
            program.key(key)
        else:
            program.type(key)
    wait_for("the window to go", lambda: not program.windows(UNLOCK))


def nothing_is_recorded(program, path, records):
    assert program.run("log", path, "--records") == records
    assert program.json("session", "list", path)["sessions"][0]["state"] == "open"


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        records = program.run("log", path, "--records")
        program.environment["SSH_ASKPASS"] = program.binary
        program.environment.pop("SSH_AUTH_SOCK", None)
        keys = program.home / ".ssh"
        program.start(path)
        program.wait_find("Not sealed: 6 decisions")
        program.open_menu_item("Finalise session…")
        program.wait_find("You have no key yet")
        made_in_two_clicks(program, keys, tap)
        nothing_is_overwritten(program, keys, tap)
        mine = made_with_passphrase(program, keys, tap)

        answer(program, "wrong horse", "Return")
        program.wait_find("No passphrase or PIN was given, or not the right one")
        nothing_is_recorded(program, path, records)
        tap.ok("a wrong passphrase records nothing, and that is said")
        answer(program, "Escape")
        program.wait_find("No passphrase or PIN was given, or not the right one")
        nothing_is_recorded(program, path, records)
        tap.ok("nor does giving up")
        answer(program, PASSPHRASE, "Return")
        program.wait_find("Session S1 is sealed")
        program.wait_find(mine, "label")
        found = program.json("verify", path)
        assert found["ok"] and found["seals"][0]["keys"] == [mine] and found["not_sealed"] == 0, found
        tap.ok("the right passphrase seals with the key that was made last")
    finally:
        program.stop()
    tap.finish()


main()
