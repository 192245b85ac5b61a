"""What assistive technology is told of the real program, and can press in it."""

import sys

from program import Program, Tap, wait_for


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(12, 0)
        program.start(path)
        wait_for("the title", lambda: program.title() == "Annual review 2026")
        program.wait_find("Board: potential by performance")
        tap.ok("the window and the board go by their names")

        board = program.run("board", path, "--json")
        chips = [node for node in program.nodes() if node.get_role_name() == "list item"
                 and "chip.open" in program.actions(node)]
        assert len(chips) == 12, len(chips)
        for chip in chips:
            assert chip.get_name().split(", ")[0] in board, chip.get_name()
        tap.ok("every subject is there by name")

        nameless = [node.get_role_name() for node in program.nodes()
                    if node.get_role_name() in ("push button", "toggle button", "entry", "list box", "combo box")
                    and (node.get_name() or "").startswith("GtkImage")]
        assert not nameless, nameless
        tap.ok("no button goes by its picture")

        chip = next(chip for chip in chips if not chip.get_name().endswith("Star 3,3"))
        who = chip.get_name().split(", ")[0]
        program.press(chip, "chip.move-to-9")
        program.wait_find("Why Star?")
        program.focus()
        program.key("2")
        program.type("Same as two colleagues")
        program.key("Return")
        program.wait_find(f"{who}, Star 3,3")
        wait_for("the decision on disk", lambda: len(program.decisions(path)) == 1)
        assert program.decisions(path)[0]["to"] == "3,3"
        tap.ok("a chip's own action moves its subject")

        program.press(program.wait_find("History", "page tab"))
        row = program.wait_find(f"Decision 5: {who}")
        wait_for("the row in view", lambda: row.get_extents(1).width > 0)
        tap.ok("the history reads the decision out")
    finally:
        program.stop()
    tap.finish()


main()
