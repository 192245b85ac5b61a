"""Keys that are known from outside the document go by their names in the real program."""

import sys

from program import Program, Tap


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        mine = program.make_key("ortega", "")
        program.make_key("chen", "")
        keys = program.home / ".ssh"
        allowed = program.home / "allowed"
        allowed.write_text("r.ortega@example.com " + (keys / "ortega.pub").read_text()
                           + "l.chen@example.com " + (keys / "chen.pub").read_text())
        program.run("seal", path, "--session", "S1", "--key", keys / "ortega", "--witness", keys / "chen",
                    "--actor", "R. Ortega")
        settings = program.home / "state" / "calibrate" / "recent.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"[window]\nallowed-signers={allowed}\n")
        program.start(path)
        program.press(program.wait_find("Sealed today", "push button"))
        program.wait_find("Witnessed by l.chen@example.com")
        program.wait_find("Signed by R. Ortega, whose key is r.ortega@example.com’s")
        program.wait_find(mine)
        assert program.find("only inside this document", "label") is None
        tap.ok("keys that are known from outside go by their names")

        program.press(program.wait_find("Trust no file", "push button"))
        program.wait_find("Its key was found only inside this document")
        tap.ok("a key that is found only inside the document earns a warning")

        program.focus_on("Verification")
        program.key("Escape")
        program.process.terminate()
        assert program.process.wait(20) == 0
        assert "allowed-signers=\n" in settings.read_text(), settings.read_text()
        tap.ok("which keys are trusted is remembered outside the document")
    finally:
        program.stop()
    tap.finish()


main()
