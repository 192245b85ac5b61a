"""`calibrate fairness`: every figure can be redone by `stat`, and no hidden number can be worked out."""

import itertools
import json
import random
import subprocess

from calibrate import equal, run_all, true

# An answer of fairness beside what reproduces it, as paths from the object that holds both.
BESIDE = {"how_before": "test_before", "how_now": "test_now", "how_halo": "halo", "how_krippendorff": "krippendorff",
          "how_fleiss": "fleiss", "how_gwet": "gwet", "how_icc": "icc", "how": None}


def agrees(given, wanted, where):
    """Whatever fairness gives a value is what stat answers."""
    if isinstance(wanted, dict):
        for key in wanted:
            if key in given:
                agrees(given[key], wanted[key], f"{where}.{key}")
    elif isinstance(wanted, list):
        for i, (one, other) in enumerate(zip(given, wanted)):
            agrees(one, other, f"{where}.{i}")
    elif isinstance(wanted, float) and isinstance(given, (int, float)):
        true(abs(given - wanted) <= 1e-9 * max(1, abs(wanted)), f"{where}: {given} {wanted}")
    elif given is not None:
        equal(given, wanted, where)


def find_figures(value, where=""):
    """Each how with what it is said to reproduce."""
    if isinstance(value, list):
        for i, part in enumerate(value):
            yield from find_figures(part, f"{where}.{i}")
    elif isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, dict) and "call" in part:
                beside = value.get(BESIDE[key]) if BESIDE.get(key) else value
                yield f"{where}.{key}", part, beside
            else:
                yield from find_figures(part, f"{where}.{key}")


def redo(folder, answer):
    """Redoes all of them; answers what each is beside."""
    figures = list(find_figures(answer))
    cases = {}
    for where, how, _ in figures:
        method = how["call"].removeprefix("calibrate stat ")
        cases.setdefault(method, []).append({"id": where, "input": how["input"]})
    redone = {}
    for method, inputs in cases.items():
        redone.update(folder.run("stat", method, stdin=json.dumps(inputs).encode()).json)
    return [(where, redone[where], beside) for where, _, beside in figures]


def check_groups(answer, redone):
    for i, attribute in enumerate(answer["groups"]["attributes"]):
        together = [attribute["hidden_together"]] if attribute["hidden_together"] else []
        for moment in ("before", "now"):
            names = redone[f".groups.attributes.{i}.how_{moment}"]["groups"]
            for group in attribute["groups"] + together:
                agrees(group[moment], names.pop(" · ".join(group["values"]), {}), f"{attribute['attribute']} {moment}")
            equal(names, {})


def check_tested(answer, redone):
    for moment in ("before", "now"):
        adjusted = []
        for attribute in answer["groups"]["attributes"]:
            for group in attribute["groups"] + [attribute["hidden_together"]]:
                if group is not None and group[moment]["p_adjusted"] is not None:
                    adjusted.append((group[moment]["p_adjusted"], group[moment]["rejected"]))
        bh = redone[f".groups.how_tested_{moment}"]
        equal(adjusted, list(zip(bh["adjusted"], bh["rejected"])))


def test_every_figure_can_be_redone(folder):
    folder.run("sample", "c.calibrate", "--people", 200, "--seed", 11, "--decisions", 90)
    answer = folder.run("fairness", "c.calibrate", "--json", "--group", "gender", "--group", "department",
                        "--group", "department,employment").json
    all_redone = redo(folder, answer)
    redone = {where: value for where, value, _ in all_redone}
    n_checked = 0
    for where, value, beside in all_redone:
        if ".groups.how" not in where and ".groups.attributes" not in where and where != ".severity.how":
            agrees(beside, value, where)
            n_checked += value["status"] == "ok"
    true(n_checked > 20, n_checked)
    severity = redone[".severity.how"]
    agrees(answer["severity"], {key: severity[key] for key in ("mu", "tau2", "MSB", "MSW", "k", "N")}, "severity")
    for rater in answer["severity"]["raters"]:
        agrees(rater, severity["managers"][rater["rater"]], rater["rater"])
    check_groups(answer, redone)
    check_tested(answer, redone)


def test_worked_distribution(folder):
    """Counts beside the guideline of 20, 60 and 20 per cent."""
    levels = [3] * 14 + [2] * 60 + [1] * 11
    rows = "".join(f"E{i},P{i},{level},2\n" for i, level in enumerate(levels))
    folder.cycle("employee_id,name,performance,potential\n" + rows)
    answer = folder.run("fairness", "c.calibrate", "--json").json["distribution"]
    equal([level["now"] for level in answer["levels"]], [11, 60, 14])
    equal(answer["levels"][2]["allowed_now"], {"low": 16, "high": 18, "over": 0, "under": 2})
    equal(answer["test_now"]["expected_counts"], [17, 51, 17])
    true("14 of 85 at Exceeds where 17.0 were expected" in answer["levels"][2]["sentence"], answer["levels"][2])


def test_text_and_past(folder):
    folder.run("sample", "c.calibrate", "--people", 120, "--seed", 2, "--decisions", 30)
    text = folder.run("fairness", "c.calibrate").out
    for question in ("Does the board follow the guideline?", "What did calibration change?", "Advice only"):
        true(question in text, text)
    first = folder.run("fairness", "c.calibrate", "--at", 3, "--json").json
    equal(first["change"]["up"] + first["change"]["down"], 0)
    true(first["change"]["answer"].startswith("Undefined: nobody moved"), first["change"]["answer"])
    equal(first["at"], 3)


def test_raters_count_what_was_rated(folder):
    people = "".join(f"E{i},{'A' if i % 2 else 'B'},{1 + i % 3 if i > 3 else ''},2\n" for i in range(24))
    folder.cycle("employee_id,manager_id,performance,potential\n" + people)
    severity = folder.run("fairness", "c.calibrate", "--json").json["severity"]
    lines = folder.run("fairness", "c.calibrate").out.splitlines()
    for rater in severity["raters"]:
        equal((rater["subjects"], rater["n"]), (12, 10))
        true(any(line.split()[:3] == [rater["name"], "n", "10"] for line in lines), lines)


def test_exports_hold_it_too(folder):
    """The JSON and the report, each with the log's root."""
    folder.run("sample", "c.calibrate", "--people", 120, "--seed", 4, "--decisions", 40)
    epoch = {"SOURCE_DATE_EPOCH": "1700000000"}
    for name in ("a.json", "b.json", "a.pdf", "b.pdf"):
        folder.run("export", "c.calibrate", "--output", name, env=epoch)
    true(folder.read("a.json") == folder.read("b.json") and folder.read("a.pdf") == folder.read("b.pdf"), "they differ")
    true(folder.read("a.pdf").startswith(b"%PDF-"), folder.read("a.pdf")[:20])
    exported = json.loads(folder.read("a.json"))
    board = folder.run("board", "c.calibrate", "--json").json
    equal({one["employee_id"]: (one["placement"], one["performance"], one["pre_potential"]) for one in exported["subjects"]},
          {one["id"]: (one["placement"], one["performance"], one["pre_potential"]) for one in board["subjects"]})
    equal(len(exported["decisions"]), board["decisions"])
    equal(exported["root"], folder.run("checkpoint", "c.calibrate").out.splitlines()[2])
    fairness = folder.run("fairness", "c.calibrate", "--json").json
    for card in ("distribution", "severity", "groups", "agreement", "change"):
        equal(exported["fairness"][card], fairness[card])


def test_wrong_calls(folder):
    folder.cycle("employee_id,name,gender,department,performance,potential\nE1,A,Female,Data,2,2\n")
    for call, words in (
        (["--filter", "gender=Female"], "demographic"),
        (["--filter", "department"], "ATTRIBUTE=VALUE"),
        (["--filter", "planet=Mars"], "planet"),
        (["--group", "gender,planet"], "planet"),
        (["--at", "0"], "no roster"),
    ):
        true(words in folder.run("fairness", "c.calibrate", *call, exit=2).err, call)
    equal(folder.run("fairness", "c.calibrate", "--filter", "department=Nowhere", "--json").json["n"], 0)


# The attack: whoever has the answer, and the board with everybody's name, department and ratings on it.

GENDERS, AGES, DEPARTMENTS = ["Female", "Male", "Other"], ["20", "35", "50", "65"], ["Data", "Sales", "Works"]
BEST = {(3, 3), (3, 2), (2, 3)}


def make_cycle(folder, seed):
    rng = random.Random(seed)
    people, moves = [], "subject,to,reason_code,reason\n"
    for i in range(rng.randrange(30, 90)):
        person = {"id": f"E{i}", "gender": rng.choices(GENDERS, [10, 8, 1])[0], "age": rng.choices(AGES, [6, 6, 3, 1])[0],
                  "department": rng.choice(DEPARTMENTS), "before": (rng.randint(1, 3), rng.randint(1, 3))}
        person["now"] = person["before"]
        if rng.random() < rng.choice((0.1, 0.5)):
            person["now"] = (rng.randint(1, 3), rng.randint(1, 3))
            if person["now"] != person["before"]:
                moves += f"{person['id']},\"{person['now'][0]},{person['now'][1]}\",scope,Because.\n"
        people.append(person)
    rows = "".join(f"{p['id']},{p['id']},{p['gender']},{p['age']},{p['department']},{p['before'][0]},{p['before'][1]}\n"
                   for p in people)
    folder.write(f"{seed}.csv", "employee_id,name,gender,age_band,department,performance,potential\n" + rows)
    folder.run("new", f"{seed}.calibrate", "--roster", f"{seed}.csv")
    if moves.count("\n") > 1:
        folder.write(f"{seed}-moves.csv", moves)
        folder.run("decide", f"{seed}.calibrate", f"{seed}-moves.csv")
    return people


def class_of(person):
    rise = sum(person["now"]) - sum(person["before"])
    return person["before"] in BEST, person["now"] in BEST, (rise > 0) - (rise < 0)


FIGURES = {"n": lambda c: True, "before": lambda c: c[0], "now": lambda c: c[1], "up": lambda c: c[2] > 0,
           "down": lambda c: c[2] < 0}


def figure(group, name):
    return group[name]["favourable"] if name in ("before", "now") else group[name]


def find_bound(folder, rows, wanted, sense):
    """The least or greatest that a sum can be, by linear programming."""
    lines = ["Maximize" if sense > 0 else "Minimize", " " + " + ".join(wanted), "Subject To"]
    lines += [f" {' + '.join(names)} = {total}" for names, total in rows if names]
    folder.write("attack.lp", "\n".join(lines + ["End", ""]))
    done = subprocess.run(["glpsol", "--lp", "attack.lp", "-o", "attack.txt"], cwd=folder.path, capture_output=True,
                          text=True, check=True)
    answer = folder.read("attack.txt").decode()
    true("OPTIMAL" in answer, done.stdout)
    return float(next(line for line in answer.splitlines() if line.startswith("Objective")).split("=")[1].split()[0])


def attack(folder, people, answer):
    """How many hidden numbers there are; complains of one that has but one possible value."""
    here = sorted({(p["department"], class_of(p)) for p in people})
    cells = {key: f"x{i}" for i, key in enumerate(itertools.product(GENDERS, AGES, here))}
    rows = [([cells[g, a, known] for g in GENDERS for a in AGES],
             sum((p["department"], class_of(p)) == known for p in people)) for known in here]
    hidden = []
    for attribute in answer["groups"]["attributes"]:
        changes = [group["up"] for group in attribute["groups"]]
        for group in attribute["groups"]:
            names = attribute["attribute"].split(" × ")
            for name, counts in FIGURES.items():
                inside = [cells[g, a, (d, c)] for g, a, (d, c) in cells if counts(c) and all(
                    {"gender": g, "age_band": a, "department": d}[column] == value
                    for column, value in zip(names, group["values"]))]
                if figure(group, name) is not None:
                    rows.append((inside, figure(group, name)))
                elif name not in ("up", "down") or any(change is not None for change in changes):
                    actual = sum(counts(class_of(p)) and all(
                        {"gender": p["gender"], "age_band": p["age"], "department": p["department"]}[column] == value
                        for column, value in zip(names, group["values"])) for p in people)
                    hidden.append((f"{group['values']} {name}", inside, actual))
    for what, inside, actual in hidden:
        true(find_bound(folder, rows, inside, 1) > actual + 1e-6
             or find_bound(folder, rows, inside, -1) < actual - 1e-6, f"{what} can only be {actual}")
    return len(hidden)


def test_no_hidden_number_can_be_worked_out(folder):
    n_hidden = n_shown = 0
    for seed in range(6):
        people = make_cycle(folder, seed)
        answer = folder.run("fairness", f"{seed}.calibrate", "--json", "--group", "gender", "--group", "age_band",
                            "--group", "gender,department").json
        n_hidden += attack(folder, people, answer)
        n_shown += sum(group["n"] is not None for attribute in answer["groups"]["attributes"]
                       for group in attribute["groups"])
    true(n_hidden > 40 and n_shown > 20, (n_hidden, n_shown))


def test_filters_give_nothing_away_either(folder):
    """The whole cycle's answer and every department's, held against each other."""
    n_hidden = 0
    for seed in range(20, 24):
        people = make_cycle(folder, seed)
        call = ["fairness", f"{seed}.calibrate", "--json", "--group", "gender", "--group", "age_band"]
        answer = folder.run(*call).json
        for department in DEPARTMENTS:
            part = folder.run(*call, "--filter", f"department={department}").json
            for attribute in part["groups"]["attributes"]:
                attribute["attribute"] += " × department"
                for group in attribute["groups"]:
                    group["values"].append(department)
                answer["groups"]["attributes"].append(attribute)
        n_hidden += attack(folder, people, answer)
    true(n_hidden > 40, n_hidden)


run_all(globals())
