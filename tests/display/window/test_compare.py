"""Compares a cycle with a copy that was continued in another room, in the real program."""

import shutil
import sys

from program import Program, Tap


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        copy = program.home / "copy.calibrate"
        shutil.copy(path, copy)
        people = [subject for subject in program.json("board", path)["subjects"]
                  if subject["placement"] not in ("1,1", "holding", "")][:2]
        for file, subject, reason in ((path, people[0], "Said here"), (copy, people[1], "Said there")):
            program.run("move", file, subject["id"], "1,1", "--reason-code", "evidence", "--reason", reason)
        program.start(path)
        program.open_menu_item("Compare with a copy…")
        program.focus_on("Compare with a copy")
        program.type(str(copy))
        program.key("Return")
        program.wait_find("They fork at decision 11")
        program.wait_find(f"11 · {people[0]['name']}, ")
        program.wait_find("Said here")
        program.wait_find(f"11 · {people[1]['name']}, ")
        program.wait_find("Said there")
        tap.ok("a fork is named, and what each has since stands side by side")
    finally:
        program.stop()
    tap.finish()


main()
