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

        chip = program.wait_find(", Core 2,2")
        who = chip.get_name().split(", ")[0]
        program.focus()
        wait_for("the keyboard on the chip", lambda: program.click(chip) or program.has_keyboard(chip))
        program.key("k")
        program.wait_find("Why keep Core?")
        program.key("1")
        program.type("The panel agrees")
        program.key("Return")
        wait_for("the confirmation on disk", lambda: len(program.decisions(path)) == before + 4)
        kept = program.decisions(path)[-1]
        assert kept["kind"] == "kept" and kept["name"] == who, kept
        program.wait_find(f"Kept {who} in 2,2 Core")
        tap.ok("K confirms a rating, with its reason")

        program.key("ctrl+w")
        wait_for("the program to end", lambda: program.process.poll() is not None)
        settings = program.home / "state" / "calibrate" / "recent.ini"
        text = settings.read_text()
        assert "proposer=The panel" in text, text
        rater = program.decisions(path)[0]["proposed_by"]
        settings.write_text(text.replace("proposer=The panel", f"proposer={rater}"))
        program.start(path)
        chip = program.wait_find(", Core 2,2")
        program.press(chip, "chip.move-to-5")
        program.wait_find("Why keep Core?")
        program.focus()
        program.key("1")
        program.type("Heard again")
        program.key("Return")
        wait_for("the confirmation on disk", lambda: len(program.decisions(path)) == before + 5)
        again = program.decisions(path)[-1]
        assert again["kind"] == "kept" and again["proposed_by"] == rater, again
        tap.ok("the next run offers who proposed last")

        assert [name.name for name in path.parent.glob(path.name + "-*")]
        program.process.terminate()
        assert program.process.wait(20) == 0
        assert [name.name for name in path.parent.glob(path.name + "-*")] == []
        assert len(program.decisions(path)) == before + 5
        tap.ok("told to end, the program leaves one file that nobody holds")
    finally:
        program.stop()
    tap.finish()


main()
