"""Looking: board, log, checkpoint, charts, exports."""

import base64
import csv
import hashlib
import io
import json
import zipfile

from calibrate import PEOPLE, equal, run_all, true

WHY = ["--reason-code", "evidence", "--reason", "Strong year", "--actor", "Ada"]


def decided(folder):
    folder.cycle()
    folder.run("move", "c.calibrate", "E1", "3,2", *WHY)
    folder.run("move", "c.calibrate", "E3", "1,1", *WHY)
    folder.run("keep", "c.calibrate", "E2", *WHY)


def test_board(folder):
    decided(folder)
    board = folder.run("board", "c.calibrate", "--json").json
    equal(board["counts"], {"1,1": 1, "2,1": 0, "3,1": 0, "1,2": 0, "2,2": 0, "3,2": 1, "1,3": 0, "2,3": 1, "3,3": 1})
    equal((board["n"], board["placed"], board["holding"], board["size"], board["at"]), (4, 4, 0, 7, 6))
    ann = board["subjects"][0]
    equal((ann["id"], ann["placement"], ann["pre"], ann["decisions"], ann["cell"]), ("E1", "3,2", "2,2", 1, "High impact"))
    cy = board["subjects"][2]
    equal((cy["pre"], cy["pre_performance"], cy["pre_potential"]), ("", 1, None))
    equal([subject["id"] for subject in folder.run("board", "c.calibrate", "--jsonl").lines], ["E1", "E2", "E3", "E4"])
    text = folder.run("board", "c.calibrate").out
    true("E1  Ann  3,2 High impact (was 2,2)" in text, text)


def test_board_of_the_past(folder):
    decided(folder)
    equal(folder.where("c.calibrate", "--at", "3")["E1"], "2,2")
    equal(folder.where("c.calibrate", "--at", "4")["E1"], "3,2")
    equal(folder.where("c.calibrate", "--at", "4")["E3"], "")
    equal(folder.run("board", "c.calibrate", "--at", "1", "--json").json["subjects"], [])
    folder.run("board", "c.calibrate", "--at", "0")
    folder.run("board", "c.calibrate", "--at", "7", exit=2)


def test_log(folder):
    decided(folder)
    log = folder.run("log", "c.calibrate", "--json").json
    equal([e["seq"] for e in log["entries"]], list(range(7)))
    equal([e["kind"] for e in log["entries"]],
          ["cycle-created", "rules-set", "roster-imported", "session-started", "moved", "moved", "kept"])
    equal(log["size"], 7)
    true(log["entries"][0]["time"].endswith("Z"))
    equal([e["seq"] for e in folder.run("log", "c.calibrate", "--subject", "E3", "--json").json["entries"]], [5])
    folder.run("log", "c.calibrate", "--subject", "E9", exit=1)
    equal([e["seq"] for e in folder.run("log", "c.calibrate", "--jsonl").lines], list(range(7)))
    text = folder.run("log", "c.calibrate", env={"TZ": "America/New_York"}).out
    true(any(zone in text for zone in ("EST", "EDT")), text)
    true("Strong year" in text and "by Ada" in text)


def test_records(folder):
    decided(folder)
    log = folder.run("log", "c.calibrate", "--json").json
    lines = folder.run("log", "c.calibrate", "--records").bytes.split(b"\n")
    equal(lines.pop(), b"")
    equal(len(lines), 7)
    for seq, line in enumerate(lines):
        record = json.loads(line)
        equal(json.dumps(record, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode(), line)
        equal(sorted(record), ["d", "kind", "log", "seq", "session", "t", "v"])
        equal((record["seq"], record["log"]), (seq, log["log"]))


def root_of(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + root_of(leaves[:split]) + root_of(leaves[split:])).digest()


def test_checkpoint(folder):
    decided(folder)
    lines = folder.run("checkpoint", "c.calibrate").out.split("\n")
    leaves = folder.run("log", "c.calibrate", "--records").bytes.split(b"\n")[:-1]
    log = folder.run("log", "c.calibrate", "--json").json["log"]
    equal(lines, [f"calibrate.example.com/log/{log}", "7", base64.b64encode(root_of(leaves)).decode(), ""])
    answer = folder.run("checkpoint", "c.calibrate", "--json").json
    equal((answer["size"], answer["root"]), (7, lines[2]))


def test_looking_changes_nothing(folder):
    decided(folder)
    before = (folder.read("c.calibrate"), folder.names())
    for call in (["board"], ["log"], ["checkpoint"], ["session", "list"]):
        folder.run(*call, "c.calibrate")
    equal((folder.read("c.calibrate"), folder.names()), before)


CHARTS = ["distribution", "ninebox", "severity", "groups", "agreement", "flow", "slopes", "moves"]
STARTS = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<?xml", "pdf": b"%PDF-"}


def test_pictures(folder):
    decided(folder)
    for suffix, start in STARTS.items():
        folder.run("board", "c.calibrate", "--output", f"b.{suffix}")
        folder.run("board", "c.calibrate", "--at", "3", "--output", f"p.{suffix}")
        true(folder.read(f"b.{suffix}").startswith(start), suffix)
        true(folder.read(f"b.{suffix}") != folder.read(f"p.{suffix}"), suffix)
        for chart in CHARTS:
            folder.run("chart", "c.calibrate", chart, "--output", f"c.{suffix}")
            true(folder.read(f"c.{suffix}").startswith(start), suffix)
    empty = folder.run("chart", "c.calibrate", "groups", "--at", "0", "--output", "c.png", "--json").json
    true("Nothing to show" in empty["summary"], empty)
    flow = folder.run("chart", "c.calibrate", "flow", "--output", "c.png", "--json").json
    true("3,2 High impact: 1" in flow["summary"], flow)
    folder.run("board", "c.calibrate", "--output", "none/b.png", exit=3)
    folder.run("chart", "c.calibrate", "ninebox", "--output", "none/b.png", exit=3)
    equal(folder.run("chart", "--list").out.split(), CHARTS)
    equal(folder.run("chart", "--list", "--json").json["charts"], CHARTS)


def test_export_csv(folder):
    decided(folder)
    folder.run("export", "c.calibrate", "--output", "x.csv")
    text = folder.read("x.csv").decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    equal(rows[0], "employee_id name manager_id department pre_performance pre_potential performance potential cell decisions".split())
    equal(rows[1], ["E1", "Ann", "", "Sales", "2", "2", "3", "2", "High impact", "1"])
    equal(len(rows), 5)
    equal(folder.run("export", "c.calibrate", "--output", "-").out, text)
    folder.run("new", "again.calibrate", "--roster", "x.csv")
    equal(folder.where("again.calibrate"), folder.where())
    folder.run("export", "c.calibrate", "--output", "none/x.csv", exit=3)


def test_export_of_a_sample_comes_back(folder):
    folder.run("sample", "s.calibrate", "--people", "300", "--decisions", "200", "--seed", "9")
    folder.run("export", "s.calibrate", "--output", "x.csv")
    folder.run("new", "again.calibrate", "--roster", "x.csv")
    equal(folder.where("again.calibrate"), folder.where("s.calibrate"))


def test_export_guards_formulas(folder):
    folder.cycle(PEOPLE.replace("Ann", "=HYPERLINK(1)").replace("Bo", "'+1").replace("Cy", "'Cy"))
    folder.run("export", "c.calibrate", "--output", "x.csv")
    names = [row[1] for row in csv.reader(io.StringIO(folder.read("x.csv").decode(), newline=""))]
    equal(names[1:4], ["'=HYPERLINK(1)", "'+1", "'Cy"])
    folder.run("new", "again.calibrate", "--roster", "x.csv")
    subjects = folder.run("board", "again.calibrate", "--json").json["subjects"]
    equal([s["name"] for s in subjects[:3]], ["=HYPERLINK(1)", "+1", "'Cy"])


def test_export_workbook(folder):
    decided(folder)
    fixed = {"SOURCE_DATE_EPOCH": "1700000000"}
    for name in ("a.xlsx", "b.xlsx"):
        folder.run("export", "c.calibrate", "--output", name, env=fixed)
    equal(folder.read("a.xlsx"), folder.read("b.xlsx"), "the same bytes for the same time")
    with zipfile.ZipFile(folder.path / "a.xlsx") as package:
        names = package.read("xl/workbook.xml").decode()
        strings = "".join(package.read(n).decode() for n in package.namelist() if n.endswith(".xml"))
    for sheet in ("Final ratings", "Nine-box", "Distribution", "Decision log", "About"):
        true(f'name="{sheet}"' in names, names)
    checkpoint = folder.run("checkpoint", "c.calibrate").out.split("\n")
    true(checkpoint[2] in strings, "the root is printed")
    true("2023-11-14" in strings, "the time is the one given")
    folder.run("export", "c.calibrate", "--output", "x.xlsx", env={"SOURCE_DATE_EPOCH": "soon"}, exit=2)
    folder.run("export", "c.calibrate", "--output", "none/x.xlsx", exit=3)


run_all(globals())
