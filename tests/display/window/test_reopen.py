"""Reopens a sealed session in the real program: two people, a reason, and then decisions again."""

import sys

from program import Atspi, Program, Tap, wait_for


def can_reopen(program):
    return any(node.get_state_set().contains(Atspi.StateType.SENSITIVE)
               for node in program.named("Reopen", "push button"))


def refuses(program, why):
    program.wait_find(why, "label")
    wait_for("the button to wait", lambda: not can_reopen(program))


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        mine = program.make_key("ortega", "")
        program.run("seal", path, "--session", "S1", "--key", program.home / ".ssh" / "ortega", "--actor", "R. Ortega")
        records = program.run("log", path, "--records")
        program.start(path)
        program.wait_find("Sealed today")
        program.press(program.wait_find("Reopen…", "push button"))
        program.fill("Reopened by", "R. Ortega")
        program.fill("Who agrees", "Lee Chen")
        refuses(program, "Say why.")
        program.fill("Why it is reopened", "   ")
        refuses(program, "Say why.")
        program.fill("Why it is reopened", "A late review came in")
        program.fill("Who agrees", "")
        refuses(program, "Two people reopen a session.")
        program.fill("Who agrees", " r. ortega ")
        refuses(program, "Somebody else must agree.")
        assert program.run("log", path, "--records") == records
        tap.ok("it takes a reason and a second name that is not the first")

        program.fill("Who agrees", "Lee Chen")
        program.wait_find("It takes decisions again", "label")
        program.press_button("Reopen")
        program.wait_find("Not sealed: 1 later entry")
        reopened = program.json("log", path)["entries"][-1]
        assert reopened["kind"] == "session-reopened" and reopened["actor"] == "R. Ortega", reopened
        assert reopened["people"] == ["Lee Chen"] and reopened["reason"] == "A late review came in", reopened
        told = program.run("log", path).splitlines()[-1]
        assert "R. Ortega" in told and "Lee Chen" in told, told
        tap.ok("the log names both, and the reason")

        chip = program.wait_find(", Core 2,2")
        who = chip.get_name().split(", ")[0]
        program.press(chip, "chip.move-to-9")
        program.wait_find("Why Star?")
        program.focus()
        program.key("1")
        program.type("Led the ledger move")
        program.key("Return")
        wait_for("the decision on disk", lambda: len(program.decisions(path)) == 7)
        assert program.decisions(path)[-1]["name"] == who
        found = program.json("verify", path)
        assert found["ok"] and found["seals"][0]["keys"] == [mine] and found["not_sealed"] == 2, found
        tap.ok("a decision can be made again, and the log verifies with its old seal")
    finally:
        program.stop()
    tap.finish()


main()
