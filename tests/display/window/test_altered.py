"""What the real program says of a document that was altered behind its back."""

import sqlite3
import sys

from program import Program, Tap

# Of a sample records 0 to 3 are the cycle, its rules, its roster and the session.
REASON = "UPDATE disclosure SET text = text || 'A' WHERE seq = {} AND field = 2"
TIME = "UPDATE record SET bytes = CAST(replace(bytes, '\"t\":\"2', '\"t\":\"3') AS BLOB) WHERE seq = 6"
FORM = "UPDATE record SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 7"
MISSING = "DELETE FROM record WHERE seq = 7"
RULES = "UPDATE disclosure SET text = text || 'A' WHERE seq = 1 AND field = 1"


def alter(path, sql):
    """Changes the file; the triggers are put back. Its bytes, to be found again."""
    with sqlite3.connect(path) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            db.execute(f"DROP TRIGGER {name}")
        assert db.execute(sql).rowcount > 0
        for _name, trigger in triggers:
            db.execute(trigger)
    db.close()
    return path.read_bytes()


def put(path, whole):
    path.write_bytes(whole)
    return path


def test_signature(program, tap, path):
    """Opening lets it through; verifying finds it."""
    alter(path, TIME)
    program.start(path)
    program.wait_find("First bad decision: 11, signature", "push button")
    tap.ok("an altered document is named by its first bad decision")

    program.press(program.wait_find("History", "page tab"))
    program.wait_find("First bad decision: 11, signature", "label")
    program.wait_find("Nothing after it was checked", "label")
    tap.ok("the history page says so too, and what was not checked")
    program.stop_running()


def test_before(program, tap, path, sql, title):
    """What stood before is shown, for good, and nothing else."""
    bytes_before = alter(path, sql)
    program.start(path)
    program.wait_find(title, "push button")
    program.wait_find("Decision 8 is damaged or was altered. You see the board as it stood before it.", "label")
    program.wait_find("read only")
    program.wait_find("Board: potential by performance")
    tap.ok(f"“{sql}” is shown as it stood before")

    chip = program.wait_find(", Core 2,2")
    assert not [action for action in program.actions(chip) if "move" in action or "keep" in action]
    program.focus()
    program.click(chip)
    program.key("9")
    program.wait_find("Decision 8 is damaged or was altered: nothing can be decided here.")
    assert program.find("Why Star?") is None
    tap.ok("and nothing is decided on it")

    program.press(program.wait_find("History", "page tab"))
    program.wait_find(title, "label")
    program.wait_find("This is the last that holds: the board after decision 7. Decision 8 is damaged", "label")
    program.press_button("Compare with the last that holds…")
    program.wait_find("The last that holds", "push button")
    assert program.find("Now", "push button") is None
    program.stop_running()
    assert path.read_bytes() == bytes_before
    tap.ok("and the file stays as it is")


def test_refused(program, tap, path):
    """What would be taken for the whole is refused in words, and verifying is not."""
    alter(path, REASON.format(7))
    program.start(path)
    program.wait_find("First bad decision: 8, reason", "push button")
    program.focus()
    program.key("ctrl+e")
    program.wait_find("Nothing was exported")
    program.wait_find("Export from a copy that was kept.")
    program.stop_running()
    tap.ok("an export would not be of the whole")

    program.start(path)
    program.wait_find("First bad decision: 8, reason", "push button")
    program.focus()
    program.click(program.wait_find(", Core 2,2"))
    program.key("ctrl+i")
    program.wait_find("This story cannot be told")
    program.wait_find("The History page has the decisions before it.")
    program.stop_running()
    tap.ok("nor would somebody's story")

    program.start(path)
    program.wait_find("Compare with a copy…", "push button")
    program.press_button("Verify…")
    program.wait_find("What no file alone can show")
    program.stop_running()
    tap.ok("what was checked can be read")


def test_start(program, tap, path):
    alter(path, RULES)
    program.start(path)
    program.wait_find("“cycle.calibrate” could not be opened")
    program.wait_find("decision 2 is damaged: rules: the disclosure does not fit its digest")
    tap.ok("where nothing can be shown, it is said what is damaged")
    program.stop_running()


def test_long(program, tap):
    """The board is there before the decisions are read, and then exchanged."""
    path = program.sample(24, 20100)
    bytes_before = alter(path, REASON.format(15000))
    program.start(path)
    program.wait_find("First bad decision: 15,001, reason", "push button")
    program.wait_find("Decision 15,001 is damaged or was altered. You see the board as it stood before it.", "label")
    program.wait_find("14,996 decisions")
    program.stop_running()
    assert path.read_bytes() == bytes_before
    tap.ok("of a long log too")


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        program.make_key("ortega", "")
        program.run("seal", path, "--session", "S1", "--key", program.home / ".ssh" / "ortega")
        whole = path.read_bytes()
        test_signature(program, tap, path)
        test_before(program, tap, put(path, whole), REASON.format(7), "First bad decision: 8, reason")
        test_before(program, tap, put(path, whole), FORM, "First bad decision: 8")
        test_before(program, tap, put(path, whole), MISSING, "First bad decision: 8")
        test_refused(program, tap, put(path, whole))
        test_start(program, tap, put(path, whole))
        path.unlink()
        test_long(program, tap)
    finally:
        program.stop()
    tap.finish()


main()
