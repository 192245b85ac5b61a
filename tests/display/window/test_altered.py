"""What the real program says of a document that was altered behind its back."""

import sqlite3
import sys

from program import Program, Tap


def alter(path):
    """Changes when something was decided; the triggers are put back."""
    with sqlite3.connect(path) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE record SET bytes = CAST(replace(bytes, '\"t\":\"2', '\"t\":\"3') AS BLOB) WHERE seq = 6")
        assert db.total_changes > 0
        for _name, sql in triggers:
            db.execute(sql)
    db.close()


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        path = program.sample(24, 6)
        program.make_key("ortega", "")
        program.run("seal", path, "--session", "S1", "--key", program.home / ".ssh" / "ortega")
        alter(path)
        program.start(path)
        program.wait_find("First bad decision: 11, signature", "push button")
        tap.ok("an altered document is named by its first bad decision")

        program.press(program.wait_find("History", "page tab"))
        program.wait_find("First bad decision: 11, signature", "label")
        program.wait_find("Nothing after it was checked", "label")
        tap.ok("the history page says so too, and what was not checked")
    finally:
        program.stop()
    tap.finish()


main()
