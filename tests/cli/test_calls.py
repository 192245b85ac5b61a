"""How the program is called: help, version, wrong calls, what is not there yet."""

import subprocess

from calibrate import PEOPLE, PROGRAM, SOURCE, equal, run_all, true

VERBS = "sample new session move keep decide undo redo board chart log checkpoint export fairness import erase redact branch".split()


def test_help_lists_every_verb(folder):
    text = folder.run("--help").out
    for verb in VERBS:
        true(f"\n  {verb} " in text, verb)
    equal(folder.run("-h").out, text)


def test_help_of_every_verb(folder):
    for verb in VERBS:
        answer = folder.run(verb, "--help")
        true(f"calibrate {verb} " in answer.out, answer.out)
        true("--json" in answer.out, answer.out)
        equal(answer.err, "")
    true("--reason-code" in folder.run("move", "--help").out)


def test_the_manual_knows_every_verb(folder):
    manual = (SOURCE / "data" / "calibrate.1").read_text(encoding="utf-8")
    listed = folder.run("--help").out.split("Verbs:\n")[1].split("\n\n")[0]
    for line in listed.splitlines():
        verb = line.split()[0].replace("-", "\\-")
        true(f'.BI "{verb} ' in manual, verb)


def test_version(folder):
    true(folder.run("--version").out.startswith("calibrate 0."))


def test_unknown(folder):
    true("frobnicate" in folder.run("frobnicate", exit=2).err)
    true("--frob" in folder.run("--frob", exit=2).err)
    for verb in VERBS:
        true("--frob" in folder.run(verb, "x", "--frob", exit=2).err, verb)


def test_every_promised_verb_is_there(folder):
    text = folder.run("--help").out
    for verb in VERBS:
        true(f"\n  {verb} " in text, verb)
        true(f"calibrate {verb} " in folder.run(verb, "--help").out, verb)


def test_later_flags_and_formats(folder):
    folder.cycle()
    for call in (
        ["new", "n.calibrate", "--roster", "r.xlsx"],
    ):
        answer = folder.run(*call, exit=2)
        true("yet" in answer.err, answer.err)
    equal(folder.names(), ["c.calibrate", "roster.csv"])


def test_missing_and_too_many_words(folder):
    for call in (
        ["new"],
        ["new", "n.calibrate"],
        ["new", "a", "b", "--roster", "r.csv"],
        ["move", "c.calibrate", "E1"],
        ["move", "c.calibrate", "E1", "2,3", "more"],
        ["keep", "c.calibrate"],
        ["decide", "c.calibrate"],
        ["undo"],
        ["board"],
        ["chart", "c.calibrate"],
        ["log"],
        ["checkpoint"],
        ["export", "c.calibrate"],
        ["session"],
        ["session", "start", "c.calibrate"],
        ["session", "close", "c.calibrate"],
        ["sample"],
        ["sample", "s.calibrate", "--roster", "r.csv"],
    ):
        folder.run(*call, exit=2)
        true("error" in folder.run(*call, "--json", exit=2).json)
    equal(folder.names(), [])


def test_wrong_values(folder):
    folder.cycle()
    reason = ["--reason-code", "scope", "--reason", "r"]
    for call in (
        ["move", "c.calibrate", "E1", "banana", *reason],
        ["move", "c.calibrate", "E1", "2;3", *reason],
        ["move", "c.calibrate", "E1", "2,3"],
        ["move", "c.calibrate", "E1", "2,3", "--reason", "r"],
        ["move", "c.calibrate", "E1", "2,3", "--reason-code", "scope"],
        ["undo", "c.calibrate"],
        ["board", "c.calibrate", "--at", "-1"],
        ["board", "c.calibrate", "--at", "x"],
        ["board", "c.calibrate", "--at", "99"],
        ["board", "c.calibrate", "--output", "x.txt"],
        ["chart", "c.calibrate", "pie", "--output", "x.png"],
        ["chart", "c.calibrate", "ninebox"],
        ["chart", "c.calibrate", "ninebox", "--output", "x.doc"],
        ["export", "c.calibrate", "--output", "x.doc"],
        ["sample", "s.calibrate", "--people", "0"],
        ["sample", "s.calibrate", "--people", "many"],
        ["sample", "s.calibrate", "--seed", "-1"],
        ["new", "n.calibrate", "--roster", "roster.csv", "--map", "name"],
        ["new", "n.calibrate", "--roster", "roster.csv", "--map", "salary=Pay"],
    ):
        folder.run(*call, exit=2)
    equal(folder.names(), ["c.calibrate", "roster.csv"])


def test_failures_of_files(folder):
    folder.write("roster.csv", PEOPLE)
    folder.write("noise.calibrate", b"not a document, whatever its name may say" * 50)
    folder.write("empty.calibrate", b"")
    for call in (
        ["board", "none.calibrate"],
        ["board", "noise.calibrate"],
        ["board", "empty.calibrate"],
        ["log", "none.calibrate"],
        ["checkpoint", "none.calibrate"],
        ["undo", "none.calibrate", "--reason", "r"],
        ["new", "n.calibrate", "--roster", "none.csv"],
        ["new", "none/n.calibrate", "--roster", "roster.csv"],
        ["new", "noise.calibrate", "--roster", "roster.csv"],
        ["sample", "noise.calibrate"],
        ["sample", "--roster", "none/r.csv"],
    ):
        folder.run(*call, exit=3)
        answer = folder.run(*call, "--json", exit=3)
        true(answer.json["error"], answer.out)
        equal(answer.json["exit"], 3)
    equal(folder.names(), ["empty.calibrate", "noise.calibrate", "roster.csv"])


def test_no_output_takes_a_cycle_s_place(folder):
    for ending in ("calibrate", "json", "pdf", "svg", "csv"):
        folder.run("sample", f"cycle.{ending}", "--people", 5, "--decisions", 3)
    before = {name: folder.read(name) for name in folder.names()}
    for document in ("cycle.calibrate", "cycle.json"):
        for output in ("cycle.calibrate", "./cycle.json", "cycle.json"):
            true("nothing is written over it" in folder.run("prove", document, "--seq", 4, "--output", output, exit=3).err)
    for verb in (["prove", "--subject", "E00002"], ["export"], ["board"]):
        folder.run(verb[0], "cycle.pdf", *verb[1:], "--output", "cycle.pdf", exit=3)
    folder.run("board", "cycle.calibrate", "--output", "cycle.svg", exit=3)
    folder.run("chart", "cycle.calibrate", "ninebox", "--output", "cycle.svg", exit=3)
    folder.run("export", "cycle.calibrate", "--output", "cycle.csv", exit=3)
    folder.run("sample", "--roster", "cycle.csv", exit=3)
    equal({name: folder.read(name) for name in folder.names()}, before)


def test_closed_output_is_a_failure(folder):
    folder.cycle()
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [PROGRAM, "board", "c.calibrate"], cwd=folder.path, stdout=full, stderr=subprocess.PIPE
        )
    equal(done.returncode, 3, done.stderr)


def test_works_in_any_locale(folder):
    folder.write("r.csv", PEOPLE.replace("Ann", "Łucja"))
    plain = {"LC_ALL": "C", "LANG": "C"}
    folder.run("new", "c.calibrate", "--roster", "r.csv", "--title", "Prüfung", env=plain)
    folder.run(
        "move", "c.calibrate", "E1", "3,3", "--reason-code", "other", "--reason", "größer", env=plain
    )
    true("Łucja" in folder.run("board", "c.calibrate", env=plain).out)
    true("größer" in folder.run("log", "c.calibrate", env=plain).out)
    equal(folder.run("board", "c.calibrate", "--json", env=plain).json["title"], "Prüfung")


run_all(globals())
