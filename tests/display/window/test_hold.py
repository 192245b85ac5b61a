"""Sets a legal hold and erases somebody in the real program, through the talent card's menu."""

import sys

from program import Program, Tap, everything, wait_for


def choose(program, text):
    button = program.wait_find("More about this subject")
    program.press(next(node for node in everything(button) if "click" in program.actions(node)))
    item = program.wait_find(text, "menu item")
    wait_for(f"“{text}” to open", lambda: item.get_extents(1).width > 0)
    program.press(item, program.actions(item)[0])


def select(program, name):
    program.press(program.wait_find(f"{name}, "), "chip.open")
    wait_for(f"the card of {name}", lambda: [
        node for node in program.nodes() if node.get_name() == name and node.get_role_name() == "label"])


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        who = program.decisions(path)[0]["name"]
        program.start(path)
        select(program, who)
        choose(program, "Legal hold…")
        program.wait_find(f"Put {who} under a legal hold?")
        program.fill("Why", "A dispute is pending")
        program.press_button("Set")
        program.wait_find("A dispute is pending", "label")
        assert program.json("log", path)["entries"][-1]["kind"] == "hold-set"
        tap.ok("a legal hold is set with a reason, and stands on the card")

        choose(program, "Erase…")
        program.wait_find(f"{who} cannot be erased")
        program.press_button("Close")
        assert program.json("log", path)["entries"][-1]["kind"] == "hold-set"
        tap.ok("whoever is under it cannot be erased, and that is said")

        other = next(entry["name"] for entry in program.decisions(path) if entry["name"] != who)
        select(program, other)
        choose(program, "Erase…")
        program.wait_find(f"Erase {other}?")
        program.fill("Why", "The time of keeping is over")
        program.press_button("Erase")
        program.wait_find("The person was erased")
        program.wait_find("It does not reach exports")
        assert program.json("log", path)["entries"][-1]["kind"] == "erased"
        assert other not in program.run("log", path, "--json")
        assert program.json("verify", path)["ok"]
        tap.ok("somebody else is erased, what that does not reach is said, and the log verifies")

        gone = next(entry["seq"] + 1 for entry in program.decisions(path) if entry.get("erased_by"))
        program.press_button("Close")
        program.press(program.wait_find("History", "page tab"))
        row = program.wait_find(f"Decision {gone}, of somebody who has been erased: what was decided and why is gone.")
        words = [node.get_name() or "" for node in everything(row)]
        assert "Erased: what was decided and why is gone." in words, words
        assert not any("held" in word or "→" in word for word in words), words
        timeline = program.wait_find("Timeline of the decisions")
        wait_for("the erased on the timeline", lambda: "of somebody who has been erased" in timeline.get_description())
        tap.ok("the history says of their decisions that what was decided is gone, and no more")
    finally:
        program.stop()
    tap.finish()


main()
