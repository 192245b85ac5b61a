"""From the start page to a cycle and back: recent cycles, a missing one, the sample cycle."""

import sys

from program import Program, Tap, wait_for


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        program.start()
        program.wait_find("Open a cycle, or start one")
        program.wait_find("Cycles that you open or make are listed here.")
        tap.ok("the first start says what can be done")

        program.press(program.wait_find("Open the sample cycle", "push button"))
        program.wait_find("Board: potential by performance")
        sample = program.home / "data" / "calibrate" / "sample-cycle.calibrate"
        assert sample.is_file()
        assert len(program.decisions(sample)) == 120
        tap.ok("the sample cycle is made and opened")

        program.focus()
        program.key("ctrl+w")
        wait_for("the program to end", lambda: program.process.poll() is not None)
        assert program.process.returncode == 0
        assert not sample.with_name(sample.name + "-wal").exists()
        tap.ok("closing leaves one file")

        sample.rename(sample.with_name("elsewhere.calibrate"))
        program.start()
        program.wait_find("Not found where it was. Nothing was removed from this list.")
        program.wait_find("Locate…", "push button")
        tap.ok("a cycle that has gone stays on the list")

        program.press(program.wait_find("Forget", "push button"))
        program.wait_find("Cycles that you open or make are listed here.")
        wait_for("the row to go", lambda: program.find("Not found where it was") is None)
        tap.ok("it can be taken off the list")
    finally:
        program.stop()
    tap.finish()


main()
