"""`calibrate import`: a corrected roster, several raters' ratings, and those of earlier cycles."""

import pathlib
import subprocess
import sys

from calibrate import HEADER, PEOPLE, SOURCE, equal, run_all, true

VERIFIER = SOURCE / "data" / "verify" / "verify_calibrate.py"
# E1's rating corrected, E2 decided on and corrected, E3 the same, E4 gone, E5 new.
CORRECTED = HEADER + "E1,Ann,,Sales,3,2\nE2,Bo,E1,Data,1,1\nE3,Cy,E1,Data,1,\nE5,Eve,E1,Data,2,2\n"


def move(folder, subject, to):
    folder.run("move", "c.calibrate", subject, to, "--reason-code", "scope", "--reason", "Because.")


def places(folder, *more):
    board = folder.run("board", "c.calibrate", "--json", *more).json
    return {person["id"]: person["placement"] for person in board["subjects"]}


def check(folder):
    """Both verifiers agree that the document holds."""
    folder.run("verify", "c.calibrate")
    folder.run("log", "c.calibrate", "--bundle", "bundle")
    done = subprocess.run([sys.executable, "-I", VERIFIER, folder.path / "bundle"], capture_output=True, text=True)
    equal(done.returncode, 0, done.stdout + done.stderr)


def test_roster(folder):
    folder.cycle(PEOPLE)
    move(folder, "E2", "2,2")
    move(folder, "E4", "1,1")
    folder.write("new.csv", CORRECTED)
    size = folder.run("checkpoint", "c.calibrate", "--json").json["size"]
    dry = folder.run("import", "c.calibrate", "new.csv", "--dry-run", "--json").json
    equal((dry["imported"], dry["new_count"], dry["changed_count"], dry["gone_count"]), (False, 1, 2, 1))
    equal(folder.run("checkpoint", "c.calibrate", "--json").json["size"], size)
    answer = folder.run("import", "c.calibrate", "new.csv", "--json").json
    equal({key: value for key, value in answer.items() if key not in ("imported", "dry_run", "backup")},
          {key: value for key, value in dry.items() if key not in ("imported", "dry_run")})
    equal([person["id"] for person in answer["new"]], ["E5"])
    equal([(person["id"], person["fields"], person["working_rating_follows"]) for person in answer["changed"]],
          [("E1", ["performance"], True), ("E2", ["performance", "potential", "department"], False)])
    equal([(person["id"], person["decisions"]) for person in answer["gone"]], [("E4", 1)])
    equal(places(folder), {"E1": "3,2", "E2": "2,2", "E3": "", "E5": "2,2"})
    equal(places(folder, "--at", 5), {"E1": "2,2", "E2": "2,2", "E3": "", "E4": "1,1"})
    true(folder.run("log", "c.calibrate", "--subject", "E4", "--json").json["entries"])
    true(pathlib.Path(folder.path, answer["backup"]).exists())
    check(folder)


def test_text(folder):
    folder.cycle(PEOPLE)
    move(folder, "E2", "2,2")
    folder.write("new.csv", CORRECTED)
    text = folder.run("import", "c.calibrate", "new.csv").out
    for line in ("new  E5  Eve\n", "changed  E2  Bo: performance, potential, department; decided on",
                 "gone  E4  Dee\n", "1 new, 2 changed, 1 gone\n"):
        true(line in text, text)
    text = folder.run("import", "c.calibrate", "new.csv").out
    true("0 new, 0 changed, 0 gone\nNothing was recorded.\n" in text, text)


def test_rejected_rows_send_nobody_away(folder):
    folder.cycle(PEOPLE)
    folder.write("new.csv", HEADER + "E1,Ann,,Sales,3,3\nE2,Bo,E1,Sales,9,3\nE5,Eve,E1,Data\n")
    answer = folder.run("import", "c.calibrate", "new.csv", "--json", exit=1)
    true("new.csv:3: column performance" in answer.err and "new.csv:4" in answer.err, answer.err)
    equal((answer.json["imported"], answer.json["rows_rejected"]), (False, 2))
    equal(places(folder)["E1"], "2,2")
    answer = folder.run("import", "c.calibrate", "new.csv", "--partial", "--json", exit=1).json
    equal((answer["imported"], answer["changed_count"], answer["gone_count"], answer["kept_count"]), (True, 1, 0, 3))
    equal(places(folder), {"E1": "3,3", "E2": "3,3", "E3": "", "E4": "2,3"})
    check(folder)


def test_ratings(folder):
    folder.cycle(PEOPLE)
    rows = "".join(f"E{i},R{r},{level},2\n" for i in (1, 2, 3, 4) for r, level in ((1, 1 + i % 3), (2, 1 + (i + 1) % 3)))
    folder.write("ratings.csv", "employee_id,rater,performance,potential\n" + rows)
    before = places(folder)
    answer = folder.run("import", "c.calibrate", "ratings.csv", "--as", "ratings", "--json").json
    equal((answer["kind"], answer["rows_accepted"]), ("ratings-imported", 8))
    equal(places(folder), before)
    agreement = folder.run("fairness", "c.calibrate", "--json").json["agreement"]
    equal((agreement["subjects"], sorted(agreement["raters"])), (4, ["R1", "R2"]))
    equal(agreement["performance"]["krippendorff"]["n_pairable_values"], 8)
    check(folder)
    # What is imported later holds; the other rater's stay.
    folder.write("again.csv", "employee_id;reviewer;performance;potential\n"
                 + "".join(f"E{i};R2;{1 + i % 3};2\n" for i in (1, 2, 3, 4)))
    folder.run("import", "c.calibrate", "again.csv", "--as", "ratings")
    kappa = folder.run("fairness", "c.calibrate", "--json").json["agreement"]["performance"]["pairs"][0]
    equal((kappa["n_used"], kappa["kappa"]), (4, 1))


def test_bad_ratings(folder):
    folder.cycle(PEOPLE)
    for text, line, words in (
        ("employee_id,rater,performance,potential\nE1,R1,2,2\nE9,R1,2,2\n", 3, "nobody of this cycle"),
        ("employee_id,rater,performance,potential\nE1,R1,2,2\nE1,R2,2,2\nE1,R1,3,2\n", 4, "another row"),
        ("employee_id,rater,performance,potential\nE1,,2,2\n", 2, "who gave the rating"),
        ("employee_id,rater,performance,potential\nE1,R1,4,2\n", 2, "whole number from 1 to 3"),
        ("employee_id,performance,potential\nE1,2,2\n", 1, "column rater: the column is missing"),
    ):
        folder.write("bad.csv", text)
        answer = folder.run("import", "c.calibrate", "bad.csv", "--as", "ratings", exit=1)
        true(f"bad.csv:{line}: " in answer.err and words in answer.err, answer.err)
    folder.write("bad.csv", "employee_id,rater,performance,potential\nE1,R1,2,2\nE9,R1,2,2\nE1,R3,,\n")
    answer = folder.run("import", "c.calibrate", "bad.csv", "--as", "ratings", "--partial", "--json", exit=1).json
    equal((answer["imported"], answer["rows_accepted"], answer["rows_rejected"]), (True, 1, 1))


def test_earlier(folder):
    people = HEADER + "".join(f"E{i},P{i},{'A' if i % 2 else 'B'},Sales,{1 + i % 3},2\n" for i in range(24))
    folder.cycle(people)
    rows = "".join(f"E{i},{'A' if i % 2 else 'B'},{3 if i % 2 else 1 + i % 2},2,2024\n" for i in range(24))
    folder.write("2024.csv", "Employee ID,Manager,Performance,Potential,Year\n" + rows)
    folder.run("import", "c.calibrate", "2024.csv", "--as", "earlier")
    folder.write("2025.csv", "employee_id,rater,performance,potential\n" + "".join(f"X{i},A,2,2\nY{i},B,3,1\n" for i in range(9)))
    answer = folder.run("import", "c.calibrate", "2025.csv", "--as", "earlier", "--cycle", "2025", "--json").json
    equal((answer["kind"], answer["rows_accepted"]), ("earlier-imported", 18))
    severity = folder.run("fairness", "c.calibrate", "--json").json["severity"]
    rater = next(rater for rater in severity["raters"] if rater["rater"] == "A")
    found = {cycle["cycle"]: (cycle["n"], cycle["mean"]) for cycle in rater["earlier"]}
    equal(found, {"2024": (12, 3), "2025": (9, 2)})
    redone = folder.run("stat", "severity", stdin=str(severity["how_earlier"]["2025"]["input"]).replace("'", '"').encode()).json
    equal(redone["managers"]["B"]["mean"], 3)
    check(folder)


def test_erasing_reaches_ratings(folder):
    folder.cycle(PEOPLE)
    folder.write("r.csv", "employee_id,rater,performance,potential\nE3,R1,2,2\nE3,R2,1,2\nE4,R1,1,1\nE4,R2,1,2\n")
    folder.run("import", "c.calibrate", "r.csv", "--as", "ratings")
    folder.run("import", "c.calibrate", "r.csv", "--as", "earlier", "--cycle", "2024", "--partial", exit=1)
    folder.run("erase", "c.calibrate", "--subject", "E3", "--reason", "End of retention")
    equal(folder.run("fairness", "c.calibrate", "--json").json["agreement"]["subjects"], 1)
    check(folder)


def test_wrong_calls(folder):
    folder.cycle(PEOPLE)
    folder.write("r.csv", PEOPLE)
    true("--as" in folder.run("import", "c.calibrate", "r.csv", "--as", "votes", exit=2).err)
    folder.run("import", "c.calibrate", exit=2)
    folder.run("import", "c.calibrate", "none.csv", exit=3)
    folder.run("import", "none.calibrate", "r.csv", exit=3)
    equal(folder.names(), ["c.calibrate", "r.csv", "roster.csv"])


run_all(globals())
