"""Drags, gives reasons and undoes in the real program; the log says what was recorded."""

import sys

from program import Program, Tap, wait_for


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        before = len(program.decisions(path))
        program.start(path)
        chip = program.wait_find(", Core 2,2")
        who = chip.get_name().split(", ")[0]
        target = program.wait_find("Star 3,3: ")
        program.focus()

        program.drag(program.point(chip), program.point(target, down=0.8))
        program.wait_find("Why Star?")
        assert len(program.decisions(path)) == before
        tap.ok("a drop asks for the reason, and nothing is recorded meanwhile")

        program.key("1")
        program.type("Led the ledger move")
        program.key("Return")
        wait_for("the decision on disk", lambda: len(program.decisions(path)) == before + 1)
        moved = program.decisions(path)[-1]
        assert moved["name"] == who and moved["to"] == "3,3" and moved["from"] == "2,2", moved
        assert moved["reason"] == "Led the ledger move" and moved["reason_code"] == "evidence", moved
        tap.ok("Enter records it, with its reason")

        program.wait_find(f"Moved {who} to 3,3 Star")
        program.wait_find(f"{who}, Star 3,3")
        tap.ok("the chip stands in its new cell, and a toast names it")

        program.key("ctrl+z")
        program.wait_find("Undo?")
        program.key("Return")
        wait_for("the undo on disk", lambda: len(program.decisions(path)) == before + 2)
        undone = program.decisions(path)[-1]
        assert undone["reason_code"] == "undo" and undone["to"] == "2,2", undone
        program.wait_find(f"{who}, Core 2,2")
        tap.ok("Ctrl+Z and Enter take it back, with a record of its own")

        program.key("ctrl+shift+z")
        program.wait_find("Redo?")
        program.key("Return")
        wait_for("the redo on disk", lambda: len(program.decisions(path)) == before + 3)
        tap.ok("Ctrl+Shift+Z and Enter bring it back")

        chip = program.wait_find(f"{who}, Star 3,3")
        program.drag(program.point(chip), program.point(program.wait_find("Rising 2,3: "), down=0.8))
        program.wait_find("Why Rising?")
        program.key("Escape")
        wait_for("the popover to go", lambda: program.find("Why Rising?") is None
                 or program.find("Why Rising?").get_extents(1).width == 0)
        program.wait_find(f"{who}, Star 3,3")
        assert len(program.decisions(path)) == before + 3
        tap.ok("Escape puts the chip back, and nothing is recorded")

        assert [name.name for name in path.parent.glob(path.name + "-*")]
        program.process.terminate()
        assert program.process.wait(20) == 0
        assert [name.name for name in path.parent.glob(path.name + "-*")] == []
        assert len(program.decisions(path)) == before + 3
        tap.ok("told to end, the program leaves one file that nobody holds")
    finally:
        program.stop()
    tap.finish()


main()
