"""A second process on a document: it reads along, follows, and takes over."""

import sys

from program import Program, Tap, wait_for


def main():
    first, second, tap = Program(sys.argv[1]), Program(sys.argv[1]), Tap()
    try:
        path = first.sample(24, 6)
        first.start(path)
        first.wait_find("Board: potential by performance")
        second.start(path)
        second.wait_find("Open for writing by ")
        second.wait_find("Take over", "push button")
        second.wait_find("reading along")
        tap.ok("the second window says who holds the document")

        chip = first.wait_find(", Core 2,2")
        who = chip.get_name().split(", ")[0]
        first.press(chip, "chip.move-to-9")
        first.wait_find("Why Star?")
        first.focus()
        first.key("1")
        first.type("Led the ledger move")
        first.key("Return")
        first.wait_find(f"{who}, Star 3,3")
        second.wait_find(f"{who}, Star 3,3")
        tap.ok("what the first records, the second shows")

        second.press(second.wait_find("Take over", "push button"))
        second.wait_find("You are still reading along.")
        tap.ok("nothing is taken from somebody who holds it")

        first.process.terminate()
        first.process.wait(20)
        second.wait_find("Nobody has this cycle open for writing any longer.")
        second.press(second.wait_find("Take over", "push button"))
        second.wait_find("You now hold this cycle for writing")
        wait_for("the button to go", lambda: second.find("Take over", "push button") is None)
        second.wait_find("saved")
        tap.ok("when the first has ended, the second takes over")
    finally:
        second.stop()
        first.stop()
    tap.finish()


main()
