"""The page of fairness in the real program: what it says, what it leads to, and that anybody can
work its figures out again."""

import json
import subprocess
import sys

from program import Program, Tap, wait_for


def stat_answer(program, call):
    """Runs the call that the page shows, with this build's program in the place of its name."""
    command = call.replace("calibrate", str(program.binary), 1)
    answer = subprocess.run(["sh", "-c", command], env=program.environment, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(120, 40)
        figures = json.loads(program.run("fairness", path, "--json"))
        program.start(path)
        program.wait_find("Board: potential by performance")
        program.press(program.wait_find("Fairness", "page tab"))
        program.wait_find("120 subjects, ")
        tap.ok("the page opens from the header")

        for name in ("distribution", "severity", "groups", "agreement", "change"):
            card = program.wait_find(figures[name]["question"], "panel")
            assert card.get_description() == figures[name]["answer"], (card.get_description(), figures[name]["answer"])
            program.wait_find(figures[name]["caption"])
        tap.ok("each card is told with the answer that the command line gives")

        question = figures["distribution"]["question"]
        button = program.wait_find("How this was worked out: " + question)
        program.focus()
        program.click(button)
        call = program.wait_find("calibrate stat gof").get_name()
        answer = stat_answer(program, call)
        assert answer == figures["distribution"]["test_now"], (answer, figures["distribution"]["test_now"])
        program.key("Escape")
        tap.ok("the call that is shown gives the figure again")

        raters = [rater for rater in figures["severity"]["raters"] if rater["n"] > 0]
        chart = program.wait_find(figures["severity"]["question"], "image")
        wait_for("the chart in view", lambda: chart.get_extents(1).height > 0)
        assert raters[0]["name"] in chart.get_description(), chart.get_description()
        program.xdotool("mousemove", *program.point(chart, 0.3, 0.02), "click", 1)
        wait_for("the keyboard on the chart", lambda: program.has_keyboard(chart))
        program.key("Home")
        wait_for("the first rater", lambda: chart.get_description().startswith(raters[0]["name"] + ", n = "))
        program.key("Down")
        wait_for("the second rater", lambda: chart.get_description().startswith(raters[1]["name"] + ", n = "))
        tap.ok("the arrow keys walk from rater to rater, and each is told")

        program.key("Return")
        program.wait_find("Board: potential by performance")
        expected = raters[1]["subjects"]
        wait_for("this rater's subjects only",
                 lambda: len([node for node in program.nodes() if node.get_role_name() == "list item"
                              and "chip.open" in program.actions(node)]) == expected)
        tap.ok("Enter leads to that rater's subjects on the board")
    finally:
        program.stop()
    tap.finish()


main()
