"""One subject's story in the real program: opened, read out, walked through, saved."""

import json
import sys

from program import Atspi, Program, Tap, everything, wait_for


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 30)
        decisions = program.decisions(path)
        subject = max({entry["subject"] for entry in decisions},
                      key=lambda who: sum(entry["subject"] == who for entry in decisions))
        theirs = [entry for entry in decisions if entry["subject"] == subject]
        who = theirs[0]["name"]

        program.start(path)
        chip = program.wait_find(f"{who}, ", "list item")
        program.focus()
        program.click(chip)
        button = program.wait_find("Story…", "push button")
        wait_for("the button to come alive",
                 lambda: button.get_state_set().contains(Atspi.StateType.SENSITIVE))
        program.click(button)
        program.wait_find("What happened, in order")
        tap.ok("a click on the talent card opens the story")

        heard = [node.get_name() for node in program.nodes() if node.get_role_name() == "label"]
        assert who in heard, heard
        for entry in theirs:
            assert any(f"decision {entry['seq'] + 1} · seq {entry['seq']}" in line for line in heard), entry
            assert any(entry["reason"] in line for line in heard), entry
            assert any(f"recorded by {entry['actor']}" in line for line in heard), entry
        assert [line for line in heard if line.startswith("root ")] or any(" root " in line for line in heard)
        tap.ok("a screen reader is told every decision, with its reason and who made it")

        last = next(node for node in program.nodes() if (node.get_name() or "").startswith("Made "))

        def below():
            return last.get_extents(Atspi.CoordType.WINDOW).y

        start = below()
        program.xdotool("search", "--onlyvisible", "--name", f"^{who}$", "windowfocus", "--sync")
        wait_for("the page to scroll", lambda: program.key("End") or below() < start)
        wait_for("the page to go back", lambda: program.key("Home") or below() == start)
        tap.ok("the keyboard walks through it")

        target = program.home / "story.pdf"
        program.key("ctrl+s")
        program.wait_find("Save the subject access pack")
        dialog = wait_for("the dialog", lambda: program.xdotool(
            "search", "--onlyvisible", "--name", "^Save the subject access pack$").split())[0]
        program.xdotool("windowfocus", "--sync", dialog)
        program.key("ctrl+a")
        program.type(str(target))
        program.key("Return")
        wait_for("the pages", target.exists)
        pack = json.loads(target.with_suffix(".json").read_text())
        assert pack == json.loads(program.run("prove", path, "--subject", subject)), pack
        program.wait_find("Saved story.pdf, and beside it the files to check it with")
        tap.ok("Ctrl+S saves the pack for the subject, as the command line makes it")

        story = program.xdotool("search", "--onlyvisible", "--name", f"^{who}$").split()[0]
        program.xdotool("windowfocus", "--sync", story)
        wait_for("the story to close, after the toast",
                 lambda: program.key("Escape") or program.find("What happened, in order") is None)
        assert program.process.poll() is None
        tap.ok("Escape closes it, and the cycle stays open")

        program.press(program.wait_find("History", "page tab"))
        program.wait_find(f"Decision {theirs[0]['seq'] + 1}: ")
        program.focus()
        program.key("ctrl+i")
        program.wait_find("What happened, in order")
        program.xdotool("search", "--onlyvisible", "--name", f"^{who}$", "windowfocus", "--sync")
        program.key("Escape")
        wait_for("the story to close again", lambda: program.find("What happened, in order") is None)
        bar = program.wait_find("This subject's next decision", "push button").get_parent()
        button = next(node for node in everything(bar) if node.get_name() == "Story…")
        program.press(button)
        program.wait_find("What happened, in order")
        tap.ok("Ctrl+I, or a button beside the subject, opens it from the history too")
    finally:
        program.stop()
    tap.finish()


main()
