"""`calibrate new` and `calibrate sample`: from a roster to a cycle."""

import hashlib

from calibrate import HEADER, PEOPLE, SOURCE, equal, run_all, true


def test_new(folder):
    folder.write("r.csv", PEOPLE)
    answer = folder.run("new", "c.calibrate", "--roster", "r.csv", "--title", "Review", "--json")
    equal(answer.json["rows_accepted"], 4)
    equal(answer.json["rows_rejected"], 0)
    equal(answer.json["errors"], [])
    equal(answer.json["warnings"], [])
    equal(answer.json["created"], True)
    board = folder.run("board", "c.calibrate", "--json").json
    equal(board["title"], "Review")
    equal(board["session"], "S1")
    equal(folder.where(), {"E1": "2,2", "E2": "3,3", "E3": "", "E4": "2,3"})
    imported = folder.run("log", "c.calibrate", "--json").json["entries"][2]
    equal(imported["kind"], "roster-imported")
    equal(imported["file"], ["r.csv", hashlib.sha256(PEOPLE.encode()).hexdigest()])


def test_all_or_nothing(folder):
    folder.write("r.csv", HEADER + "E1,Ann,,Sales,2,2\nE2,Bo,E1,Sales,7,3\nE3,Cy,E1,Data,1,x\n")
    answer = folder.run("new", "c.calibrate", "--roster", "r.csv", exit=1)
    true("calibrate: r.csv:3: column performance: " in answer.err, answer.err)
    true("calibrate: r.csv:4: column potential: " in answer.err, answer.err)
    equal(answer.out, "")
    equal(folder.names(), ["r.csv"])
    report = folder.run("new", "c.calibrate", "--roster", "r.csv", "--json", exit=1).json
    equal(report["rows_accepted"], 1)
    equal(report["rows_rejected"], 2)
    equal([(e["line"], e["column"]) for e in report["errors"]], [(3, "performance"), (4, "potential")])
    equal(report["created"], False)
    lines = folder.run("new", "c.calibrate", "--roster", "r.csv", "--jsonl", exit=1).lines
    equal([line.get("line") for line in lines], [3, 4, None])


def test_partial(folder):
    folder.write("r.csv", HEADER + "E1,Ann,,Sales,2,2\nE2,Bo,E1,Sales,7,3\n")
    report = folder.run("new", "c.calibrate", "--roster", "r.csv", "--partial", "--json", exit=1).json
    equal(report["rows_accepted"], 1)
    equal(report["rows_rejected"], 1)
    equal(folder.where(), {"E1": "2,2"})


def test_partial_takes_nothing_of_a_broken_file(folder):
    folder.write("cycle.csv", HEADER + "E1,Ann,E2,Sales,2,2\nE2,Bo,E1,Sales,1,3\n")
    folder.write("head.csv", "name,potential\nAnn,2\n")
    folder.write("bad.csv", HEADER + "E1,Ann,,Sales,9,9\n")
    for name in ("cycle.csv", "head.csv", "bad.csv"):
        report = folder.run("new", "c.calibrate", "--roster", name, "--partial", "--json", exit=1).json
        equal(report["rows_accepted"], 0)
        true(all(error["line"] >= 1 for error in report["errors"]))
        true(report["errors"])
    equal(folder.names(), ["bad.csv", "cycle.csv", "head.csv"])


def test_an_existing_document_is_left(folder):
    folder.cycle()
    before = folder.read("c.calibrate")
    folder.run("new", "c.calibrate", "--roster", "roster.csv", exit=3)
    folder.run("sample", "c.calibrate", exit=3)
    equal(folder.read("c.calibrate"), before)


def test_standard_input(folder):
    report = folder.run("new", "c.calibrate", "--roster", "-", "--json", stdin=PEOPLE.encode()).json
    equal(report["rows_accepted"], 4)


def test_map(folder):
    folder.write("r.csv", "Nr;Wer;Note;Potenzial\n1;Änne;3;2\n")
    maps = ["employee_id=Nr", "name=Wer", "performance=Note", "potential=Potenzial"]
    folder.run("new", "c.calibrate", "--roster", "r.csv", *[a for m in maps for a in ("--map", m)])
    subject = folder.run("board", "c.calibrate", "--json").json["subjects"][0]
    equal((subject["id"], subject["name"], subject["placement"]), ("1", "Änne", "3,2"))


def test_warnings_alone_are_no_failure(folder):
    folder.write("r.csv", "id,perf,pot,manager,Team\nE1,2,NA,M9,Red\n")
    answer = folder.run("new", "c.calibrate", "--roster", "r.csv", "--json")
    equal({(w["line"], w["column"]) for w in answer.json["warnings"]},
          {(1, "name"), (1, ""), (2, "pot"), (2, "manager")})
    true("Team" in answer.err and "M9" in answer.err, answer.err)


def test_refused_by_nature(folder):
    for name, data, word in (
        ("zip.csv", b"PK\3\4\x14\0\0\0", "ZIP"),
        ("gzip.csv", b"\x1f\x8b\x08\0", "gzip"),
        ("utf32.csv", "\ufeffid".encode("utf-32-le"), "UTF-32"),
        ("html.csv", b"<html><body>", "header not recognised"),
        ("json.csv", b'{"rows": []}', "header not recognised"),
        ("empty.csv", b"", "empty"),
    ):
        folder.write(name, data)
        answer = folder.run("new", "c.calibrate", "--roster", name, "--json", exit=1)
        true(word in answer.json["errors"][0]["message"], answer.out)
        equal(answer.json["errors"][0]["line"], 1)


def test_a_name_cannot_command_the_terminal(folder):
    folder.write("r.csv", HEADER + "E1,\x1b[31mAnn,,Sales,2,2\n")
    folder.run("new", "c.calibrate", "--roster", "r.csv")
    true("\x1b" not in folder.run("board", "c.calibrate").out)
    subject = folder.run("board", "c.calibrate", "--json").json["subjects"][0]
    equal(subject["name"], "\x1b[31mAnn")


def test_sample_repeats(folder):
    for name in ("a", "b"):
        folder.run("sample", f"{name}.calibrate", "--people", "60", "--seed", "4", "--decisions", "40")
    boards = [folder.run("board", f"{name}.calibrate", "--json").json for name in ("a", "b")]
    equal(boards[0], boards[1])
    equal(boards[0]["decisions"], 40)
    equal(boards[0]["n"], 60)
    equal(boards[0]["size"], 44)
    logs = [folder.run("log", f"{name}.calibrate", "--json").json for name in ("a", "b")]
    decided = [[e for e in log["entries"] if e["seq"] > 3] for log in logs]
    equal(decided[0], decided[1])
    true(logs[0]["log"] != logs[1]["log"], "log ids are fresh")
    records = [folder.run("log", f"{name}.calibrate", "--records").out for name in ("a", "b")]
    true(records[0] != records[1], "salts are fresh")
    other = folder.run("sample", "c.calibrate", "--people", "60", "--seed", "5", "--json")
    true(folder.where("c.calibrate") != folder.where("a.calibrate"))
    equal(other.json["people"], 60)


def test_sample_roster_is_the_shipped_one(folder):
    shipped = (SOURCE / "data" / "samples" / "roster-200.csv").read_bytes()
    equal(folder.run("sample", "--roster", "-").bytes, shipped)
    folder.run("sample", "--roster", "r.csv")
    equal(folder.read("r.csv"), shipped)
    folder.run("sample", "s.calibrate")
    folder.run("new", "n.calibrate", "--roster", "r.csv")
    equal(folder.where("s.calibrate"), folder.where("n.calibrate"))
    imported = folder.run("log", "s.calibrate", "--json").json["entries"][2]
    equal(imported["file"][1], hashlib.sha256(shipped).hexdigest())


run_all(globals())
