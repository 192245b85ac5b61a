"""Plays the past of a cycle in the real program: pointer, keys, and nothing to be changed."""

import json
import re
import sys

from program import Program, Tap, everything, wait_for


def fresh_name(node):
    node.clear_cache()
    return node.get_name() or ""


def shown(strip):
    """Which moment the strip says is shown, and of how many."""
    found = re.search(r"decision ([\d,]+) of ([\d,]+)", fresh_name(strip))
    return [int(number.replace(",", "")) for number in found.groups()]


def find_cells(program):
    """The cells of the board on this page; the other page's are out of sight, but there."""
    board = program.wait_find("The board at the moment shown")
    return [node for node in everything(board) if re.match(r".* \d,\d: \d+ subject", node.get_name() or "")]


def counts(cells):
    """Each cell's count as the board says it: “Star 3,3: 5 subjects, 20.8 %…”."""
    found = [re.match(r".* (\d,\d): (\d+)", fresh_name(cell)) for cell in cells]
    return {cell.group(1): int(cell.group(2)) for cell in found}


def stood_then_only(program, path, number, placement):
    """Somebody who stood there then and no longer does: the other page has a chip of theirs too."""
    then = json.loads(program.run("board", path, "--at", number - 1, "--json"))["subjects"]
    now = json.loads(program.run("board", path, "--json"))["subjects"]
    return next(old["name"] for old, new in zip(then, now)
                if old["placement"] == placement and new["placement"] != placement)


def n_differing(program, path, number):
    then = json.loads(program.run("board", path, "--at", number - 1, "--json"))["subjects"]
    now = json.loads(program.run("board", path, "--json"))["subjects"]
    return sum(old["placement"] != new["placement"] for old, new in zip(then, now))


def expected(program, path, number):
    return json.loads(program.run("board", path, "--at", number - 1, "--json"))["counts"]


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(16, 30)
        size = len(json.loads(program.run("log", path, "--json"))["entries"])
        program.start(path)
        program.press(program.wait_find("History", "page tab"))
        timeline = program.wait_find("Timeline of the decisions")
        wait_for("the timeline in view", lambda: timeline.get_extents(1).width > 0)
        strip = program.wait_find("This is now:")
        cells = find_cells(program)
        assert shown(strip) == [size, size] and len(cells) == 9, cells
        program.focus()
        tap.ok("the history starts with now, and says so")

        program.drag(program.point(timeline, 0.8, 0.5), program.point(timeline, 0.4, 0.5))
        wait_for("the past", lambda: "This is the past:" in fresh_name(strip))
        there = shown(strip)[0]
        assert abs(there / size - 0.4) < 0.08, there
        wait_for("the counts of then", lambda: counts(cells) == expected(program, path, there))
        program.wait_find(f"Replay: decision {there} of {size}")
        program.wait_find(f"{sum(entry['seq'] >= there for entry in program.decisions(path))} later decisions not shown")
        tap.ok("a drag along the timeline seeks, and the counts are those of then")

        program.key("Left")
        wait_for("one back", lambda: shown(strip)[0] == there - 1)
        program.key("Right", "Right")
        wait_for("two on", lambda: shown(strip)[0] == there + 1)
        program.key("Next")
        wait_for("a page on", lambda: shown(strip)[0] == there + 11)
        program.key("Home")
        wait_for("the first moment", lambda: shown(strip)[0] == 3)
        wait_for("the counts at first", lambda: counts(cells) == expected(program, path, 3))
        program.key("End")
        wait_for("now", lambda: shown(strip)[0] == size)
        tap.ok("keys step, and go to either end")

        program.key("Home")
        wait_for("the first moment", lambda: shown(strip)[0] == 3)
        program.key("space")
        program.wait_find("Pause", "push button")
        wait_for("some steps", lambda: shown(strip)[0] >= 6)
        program.key("space")
        program.wait_find("Play", "push button")
        assert shown(strip)[0] < size
        tap.ok("Space plays and pauses")

        entry = program.wait_find("Number of the decision to go to")
        program.click(entry)
        program.key("ctrl+a")
        program.type("20")
        program.key("Return")
        wait_for("decision 20", lambda: shown(strip)[0] == 20)
        wait_for("the counts at 20", lambda: counts(cells) == expected(program, path, 20))
        tap.ok("a number leads to its decision")

        who = stood_then_only(program, path, 20, "2,2")
        chip = program.wait_find(f"{who}, Core 2,2")
        target = next(cell for cell in cells if fresh_name(cell).startswith("Star 3,3: "))
        before = counts(cells)
        program.drag(program.point(chip), program.point(target, down=0.8))
        program.click(program.wait_find(f"{who}, Core 2,2"))
        program.key("9", "k", "ctrl+z")
        program.key("Right", "Left")
        wait_for("decision 20 again", lambda: shown(strip)[0] == 20)
        assert counts(cells) == before
        assert program.find("Why Star?") is None and program.find("Undo?") is None
        assert len(json.loads(program.run("log", path, "--json"))["entries"]) == size
        tap.ok("neither a drag nor a key changes anything")

        decided = [entry["seq"] + 1 for entry in program.decisions(path) if entry["name"] == who]
        program.key("Home")
        wait_for("the first moment", lambda: shown(strip)[0] == 3)
        for number in decided:
            program.key("n")
            wait_for(f"{who}'s decision {number}", lambda: shown(strip)[0] == number)
        for number in reversed(decided[:-1]):
            program.key("shift+n")
            wait_for(f"{who}'s decision {number}", lambda: shown(strip)[0] == number)
        tap.ok("N and Shift+N lead to the selected subject's decisions")

        program.key("Home")
        wait_for("the first moment", lambda: shown(strip)[0] == 3)
        program.press(program.wait_find("Compare with now…", "push button"))
        moved = n_differing(program, path, 3)
        program.wait_find(f"{moved} subjects differ")
        program.press(program.wait_find("Copy as CSV", "push button"))
        program.press(program.wait_find("Close", "push button"))
        tap.ok("two moments compared name as many as differ")

        program.focus()
        program.key("Escape")
        wait_for("now", lambda: shown(strip) == [size, size])
        for name, role in (("First decision", "push button"), ("Previous decision", "push button"),
                           ("Next decision", "push button"), ("Last decision", "push button"),
                           ("Speed", None), ("Back to now", "push button")):
            program.wait_find(name, role)
        assert re.search(r"entries of the log", program.find("Timeline of the decisions").get_description())
        tap.ok("Escape returns to now, and every control has its name")
    finally:
        program.stop()
    tap.finish()


main()
