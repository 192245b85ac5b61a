"""Seals a session in the real program with keys of its own, and reopens it."""

import sys

from program import Program, Tap

PASSPHRASE = "correct horse"


def give_askpass(program, answer):
    """An askpass program as a desktop has one; without an answer it gives up."""
    path = program.home / "askpass"
    path.write_text(f"#!/bin/sh\n{'exit 1' if answer is None else f'echo {answer!r}'}\n")
    path.chmod(0o700)
    program.environment["SSH_ASKPASS"] = str(path)


def sealed_board_refuses(program):
    chip = program.wait_find(", Core 2,2")
    program.drag(program.point(chip), program.point(program.wait_find("Star 3,3: "), down=0.8))
    program.wait_find("nothing more is decided in it", "label")


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        mine = program.make_key("ortega", PASSPHRASE)
        witness = program.make_key("witness", "")
        give_askpass(program, None)
        program.start(path)
        program.wait_find("Not sealed: 6 decisions")
        tap.ok("what is not sealed is counted")

        program.open_menu_item("Finalise session…")
        program.wait_find("What will be sealed")
        program.wait_find(mine)
        program.press_button("Seal")
        program.wait_find("No passphrase or PIN was given, or not the right one")
        assert "open" in program.run("session", "list", path)
        assert program.json("verify", path)["seals"] == []
        tap.ok("a passphrase that is not given leaves the session open, and that is said")

        give_askpass(program, PASSPHRASE)
        program.focus_on("Finalise session")
        program.key("shift+Tab", "shift+Tab", "space")  # from the button to the last of the witnesses
        program.press_button("Seal")
        program.wait_find("Session S1 is sealed")
        program.wait_find(mine)
        program.press_button("Done")
        found = program.json("verify", path)
        assert found["ok"] and found["seals"][0]["keys"] == [mine, witness], found
        assert found["not_sealed"] == 0, found
        tap.ok("the key and the witness's sign, and the log verifies")

        program.wait_find("Sealed today")
        sealed_board_refuses(program)
        assert len(program.decisions(path)) == 6
        tap.ok("a sealed board refuses to move anybody, and says why")

        program.press(program.wait_find("Reopen…", "push button"))
        program.fill("Why it is reopened", "A late review came in")
        program.fill("Who agrees", "Lee Chen")
        program.wait_find("It takes decisions again")
        program.press_button("Reopen")
        program.wait_find("Not sealed: 1 later entry")
        reopened = program.json("log", path)["entries"][-1]
        assert reopened["kind"] == "session-reopened" and "Lee Chen" in str(reopened), reopened
        tap.ok("two people reopen it with a reason, and the seal no longer covers all")
    finally:
        program.stop()
    tap.finish()


main()
