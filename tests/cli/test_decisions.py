"""Decisions: move, keep, decide, undo, redo and sessions, and why they are refused."""

from calibrate import PEOPLE, equal, run_all, true

WHY = ["--reason-code", "evidence", "--reason", "Strong year", "--actor", "Ada"]


def test_move(folder):
    folder.cycle()
    answer = folder.run("move", "c.calibrate", "E1", "3,2", *WHY, "--proposed-by", "Bo", "--json").json
    wanted = dict(kind="moved", seq=4, session="S1", subject="E1", name="Ann", reason="Strong year",
                  reason_code="evidence", actor="Ada", proposed_by="Bo", log_size=5)
    wanted.update({"from": "2,2", "to": "3,2", "batch": None, "reverts": None, "previous": None})
    equal({key: answer[key] for key in wanted}, wanted)
    equal(answer["change"], ["2,2", "3,2", "evidence", "", "", ""])
    equal(folder.where()["E1"], "3,2")
    text = folder.run("move", "c.calibrate", "E1", "holding", *WHY).out
    equal(text, "5  Ann (E1)  3,2 → holding\n")
    equal(folder.where()["E1"], "")
    equal(folder.run("move", "c.calibrate", "E1", "1,1", *WHY, "--json").json["previous"], 5)


def test_keep(folder):
    folder.cycle()
    answer = folder.run("keep", "c.calibrate", "E2", *WHY, "--json").json
    equal((answer["kind"], answer["from"], answer["to"]), ("kept", "3,3", "3,3"))
    equal(folder.where()["E2"], "3,3")


def test_rules_refuse(folder):
    folder.cycle()
    before = folder.run("log", "c.calibrate", "--records").out
    for call, word in (
        (["move", "c.calibrate", "E9", "3,2", *WHY], "E9"),
        (["move", "c.calibrate", "e1", "3,2", *WHY], "e1"),
        (["move", "c.calibrate", "E1", "4,1", *WHY], "4,1"),
        (["move", "c.calibrate", "E1", "0,1", *WHY], "no cell"),
        (["move", "c.calibrate", "E1", "0,0", *WHY], "no cell"),
        (["move", "c.calibrate", "E1", "99999,1", *WHY], "no cell"),
        (["move", "c.calibrate", "E1", "2,2", *WHY], "already"),
        (["move", "c.calibrate", "E1", "3,2", "--reason-code", "scope", "--reason", ""], "reason"),
        (["move", "c.calibrate", "E1", "3,2", "--reason-code", "scope", "--reason", "  "], "reason"),
        (["move", "c.calibrate", "E1", "3,2", "--reason-code", "why", "--reason", "r"], "why"),
        (["move", "c.calibrate", "E1", "3,2", "--reason-code", "undo", "--reason", "r"], "undo"),
        (["move", "c.calibrate", "E1", "3,2", *WHY, "--session", "S9"], "S9"),
        (["keep", "c.calibrate", "E9", *WHY], "E9"),
        (["undo", "c.calibrate", "--reason", "r"], "nothing to undo"),
        (["redo", "c.calibrate", "--reason", "r"], "nothing to redo"),
        (["session", "start", "c.calibrate", "S1", "--reason", "r"], "S1"),
        (["session", "start", "c.calibrate", "", "--reason", "r"], "name"),
        (["session", "start", "c.calibrate", "S2", "--reason", " "], "reason"),
    ):
        answer = folder.run(*call, exit=1)
        true(word in answer.err, f"{call}: {answer.err}")
        equal(folder.run(*call, "--json", exit=1).json["exit"], 1)
    equal(folder.run("log", "c.calibrate", "--records").out, before)


def test_undo_and_redo(folder):
    folder.cycle()
    folder.run("move", "c.calibrate", "E1", "3,2", *WHY)
    answer = folder.run("undo", "c.calibrate", "--reason", "Slip", "--json").json
    equal((answer["from"], answer["to"], answer["reverts"], answer["reason_code"]), ("3,2", "2,2", 4, "undo"))
    equal(folder.where()["E1"], "2,2")
    answer = folder.run("redo", "c.calibrate", "--reason", "No slip", "--json").json
    equal((answer["to"], answer["reverts"], answer["reason_code"]), ("3,2", 5, "redo"))
    equal(folder.where()["E1"], "3,2")
    entries = folder.run("log", "c.calibrate", "--subject", "E1", "--json").json["entries"]
    equal([entry["in_force"] for entry in entries], [True, False, True])


DECISIONS = 'subject,to,reason_code,reason,proposed_by\nE1,"3,2",scope,Wider role,Bo\nE3,"2,2",evidence,Placed,\n'


def test_decide(folder):
    folder.cycle()
    folder.write("d.csv", DECISIONS)
    answer = folder.run("decide", "c.calibrate", "d.csv", "--json").json
    equal([entry["batch"] for entry in answer["entries"]], [4, 4])
    equal([entry["proposed_by"] for entry in answer["entries"]], ["Bo", ""])
    equal(folder.where(), {"E1": "3,2", "E2": "3,3", "E3": "2,2", "E4": "2,3"})
    folder.run("undo", "c.calibrate", "--reason", "All of it")
    equal(folder.where(), {"E1": "2,2", "E2": "3,3", "E3": "", "E4": "2,3"})


def test_decide_reads_other_forms(folder):
    folder.cycle()
    text = "reason;subject;reason_code;to\r\nÜber; E1 ;scope;3,2\r\n\r\nGut;E2;other;holding\r\n"
    answer = folder.run("decide", "c.calibrate", "-", "--json", stdin=text.encode("cp1252")).json
    equal([entry["reason"] for entry in answer["entries"]], ["Über", "Gut"])
    equal(folder.where()["E2"], "")


def test_decide_is_all_or_nothing(folder):
    folder.cycle()
    before = folder.run("log", "c.calibrate", "--records").out
    folder.write(
        "d.csv",
        'subject,to,reason_code,reason\nE1,"3,2",scope,ok\nE9,"1,1",scope,r\nE2,"9,9",scope,r\n'
        'E3,"1,1",why,r\nE4,"1,1",scope,\nE1,"1,1",scope,twice\nE2,high,scope,r\nE2,1,1,scope,r\n',
    )
    answer = folder.run("decide", "c.calibrate", "d.csv", "--json", exit=1)
    equal(
        sorted((error["line"], error["column"]) for error in answer.json["errors"]),
        [(3, "subject"), (4, "to"), (5, "reason_code"), (6, "reason"), (7, "subject"), (8, "to"), (9, "")],
    )
    true("calibrate: d.csv:3: column subject: " in answer.err, answer.err)
    equal(folder.run("log", "c.calibrate", "--records").out, before)
    for text in ("subject,to\nE1,1\n", "", "subject,to,reason_code,reason\n", 'a,"b'):
        folder.write("d.csv", text)
        folder.run("decide", "c.calibrate", "d.csv", exit=1)
    folder.run("decide", "c.calibrate", "none.csv", exit=3)
    equal(folder.run("log", "c.calibrate", "--records").out, before)


def test_sessions(folder):
    folder.cycle()
    answer = folder.run("session", "start", "c.calibrate", "S2", "--reason", "Second round", "--json").json
    equal((answer["kind"], answer["session"], answer["reason"]), ("session-started", "S2", "Second round"))
    true("in which" in folder.run("move", "c.calibrate", "E1", "3,2", *WHY, exit=1).err)
    folder.run("move", "c.calibrate", "E1", "3,2", *WHY, "--session", "S2")
    folder.run("undo", "c.calibrate", "--reason", "r", "--session", "S1", exit=1)
    sessions = folder.run("session", "list", "c.calibrate", "--json").json["sessions"]
    equal([(s["name"], s["state"], s["decisions"]) for s in sessions], [("S1", "open", 0), ("S2", "open", 1)])
    true("Second round" in folder.run("session", "list", "c.calibrate").out)
    equal(len(folder.run("session", "list", "c.calibrate", "--jsonl").lines), 2)


def test_an_id_that_looks_like_an_option(folder):
    folder.cycle(PEOPLE.replace("E1", "-7"))
    folder.run("move", *WHY, "--", "c.calibrate", "-7", "1,1")
    equal(folder.where()["-7"], "1,1")


def test_undone_by_a_later_decision(folder):
    folder.cycle()
    folder.write("d.csv", DECISIONS)
    folder.run("decide", "c.calibrate", "d.csv")
    folder.run("session", "start", "c.calibrate", "S2", "--reason", "r")
    folder.run("move", "c.calibrate", "E3", "1,1", *WHY, "--session", "S2")
    before = folder.where()
    answer = folder.run("undo", "c.calibrate", "--reason", "r", "--session", "S1", exit=1)
    true("Cy" in answer.err, answer.err)
    equal(folder.where(), before)


run_all(globals())
