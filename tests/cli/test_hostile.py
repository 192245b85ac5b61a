"""Documents that somebody made to do harm, or that a disk has mangled: nothing in
them runs, nothing beside them is touched, and every verb ends with a sentence."""

import os
import shutil
import sqlite3
import struct
import subprocess

from calibrate import equal, run_all, true

NAME = "c.calibrate"
CANARY = "canary"
READERS = (
    ("board", NAME),
    ("log", NAME, "--records"),
    ("checkpoint", NAME),
    ("export", NAME, "--output", "-"),
    ("prove", NAME, "--subject", "E1"),
    ("compare", "good.calibrate", NAME),
)
WRITERS = (
    ("keep", NAME, "E1", "--reason-code", "evidence", "--reason", "Discussed"),
    ("seal", NAME, "--session", "S1", "--key", "key"),
)
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)"
SECONDS = 20


def make_good(folder):
    """A cycle sealed once, reopened, and decided on since."""
    people = "employee_id,name,manager_id,performance,potential\n"
    people += "".join(f"E{i},Person {i},,{i % 3 + 1},{i % 3 + 1}\n" for i in range(1, 9))
    name = folder.cycle(people, "good.calibrate")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.path / "key"], check=True)
    why = ("--reason-code", "evidence", "--reason", "Seen", "--actor", "Ada")
    folder.run("move", name, "E1", "3,1", *why)
    folder.run("keep", name, "E2", *why)
    folder.run("seal", name, "--session", "S1", "--key", "key")
    folder.run("session", "reopen", name, "S1", "--reason", "More", "--actor", "Ada", "--second", "Bo")
    folder.run("move", name, "E3", "1,3", *why)
    folder.run("undo", name, "--reason", "No", "--actor", "Ada")
    folder.write(CANARY, "It sings.\n")


def state(folder):
    """Every name in the folder with what is behind it."""
    found = {}
    for path in folder.path.iterdir():
        plain = path.is_file() and not path.is_symlink()
        found[path.name] = path.read_bytes() if plain else os.lstat(path).st_mode
    return found


def execute(folder, sql):
    connection = sqlite3.connect(folder.path / NAME, isolation_level=None)
    connection.executescript(sql)
    connection.close()


def tamper(folder, sql):
    """With the triggers out of the way, and back to the letter."""
    connection = sqlite3.connect(folder.path / NAME, isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.executescript(sql)
    for _, trigger in triggers:
        connection.execute(trigger)
    connection.close()


def patch(folder, at, data):
    with open(folder.path / NAME, "r+b") as file:
        file.seek(at)
        file.write(data)


def rewrite_schema(folder, sql):
    """What SQLite itself refuses to make, written into its table of tables."""
    connection = sqlite3.connect(folder.path / NAME, isolation_level=None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(sql)
    connection.close()


class Case:
    """A fresh copy of the good document for every change that is made to it."""

    def __init__(self, folder):
        self.folder = folder
        self.turn = 0
        if not (folder.path / "good.calibrate").exists():
            make_good(folder)
            self.kept = set(folder.names())

    def fresh(self):
        for name in set(self.folder.names()) - self.kept:
            path = self.folder.path / name
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        shutil.copy(self.folder.path / "good.calibrate", self.folder.path / NAME)

    def call(self, about, verb, exits):
        try:
            answer = self.folder.run(*verb, exit=None, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{about}: {verb[0]} does not end") from None
        true(answer.exit in exits, f"{about}: {verb[0]}: {answer.exit} {answer.out[-500:]} {answer.err[-500:]}")
        if answer.exit == 3:
            true(answer.err.startswith("calibrate: ") and answer.err.count("\n") == 1,
                 f"{about}: {verb[0]} says {answer.err!r}")
        return answer

    def expect(self, about, verify, readers, writers):
        """That the exit status is one of these, and that nothing changes but by a
        writer that succeeds. Verbs take turns: all of them open in the same way."""
        self.turn += 1
        before = state(self.folder)
        said = self.call(about, ("verify", NAME), verify)
        for verb in (READERS[0], READERS[self.turn % len(READERS)]):
            self.call(about, verb, readers)
        equal(state(self.folder), before, about)
        answer = self.call(about, WRITERS[self.turn % len(WRITERS)], writers)
        if answer.exit != 0:
            equal(state(self.folder), before, about)
        equal(self.folder.read(CANARY), b"It sings.\n", about)
        return said

    def refused(self, about, verify=(1, 3)):
        return self.expect(about, verify, (3,), (3,))

    def unharmed(self, about):
        return self.expect(about, (0,), (0,), (0,))


def test_schema(folder):
    """Whatever is not a table or trigger of ours, to the letter, is not gone near."""
    case = Case(folder)
    columns = {
        "record": "i AS seq, x'00' AS bytes",
        "disclosure": "0 AS seq, i AS field, 'x' AS text",
        "roster": "i AS seq, x'00' AS leaves",
        "roster_row": "i AS id, 'x' AS identity, 'x' AS ratings, 'x' AS attributes",
        "subject_map": "6 AS seq, i AS position, 'x' AS leaf",
        "signature": "6 AS seq, i AS number, x'00' AS blob",
    }
    changes = [
        f"ALTER TABLE {table} RENAME TO old; CREATE VIEW {table} AS {ENDLESS} SELECT {what} FROM n"
        for table, what in columns.items()
    ] + [
        f"CREATE TRIGGER more AFTER INSERT ON record BEGIN SELECT count(*) FROM ({ENDLESS} SELECT i FROM n); END",
        "CREATE TRIGGER more AFTER INSERT ON record BEGIN SELECT load_extension('./canary'); END",
        "CREATE TRIGGER more BEFORE INSERT ON record BEGIN INSERT INTO disclosure VALUES (NEW.seq, 9, 'x'); END",
        "CREATE TRIGGER more AFTER INSERT ON disclosure BEGIN SELECT zeroblob(1000000000); END",
        "DROP TRIGGER record_update",
        "CREATE VIEW more AS SELECT load_extension('./canary')",
        "CREATE VIRTUAL TABLE more USING fts5(text)",
        "CREATE VIRTUAL TABLE more USING rtree(id, low, high)",
        "CREATE TABLE more (a, b AS (zeroblob(1000000000)))",
        "CREATE TABLE more (a DEFAULT (randomblob(1000000000)), CHECK (hex(a) LIKE '%'))",
        "CREATE TABLE more (a INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE more",
        "CREATE INDEX more ON record (length(bytes))",
        "CREATE UNIQUE INDEX more ON disclosure (text) WHERE like('%', text)",
        "ANALYZE",
        "ALTER TABLE record ADD COLUMN more TEXT",
        "ALTER TABLE disclosure RENAME COLUMN text TO texts",
        "DROP TABLE signature",
        "DROP TABLE record",
    ]
    for change in changes:
        case.fresh()
        execute(folder, change)
        said = case.refused(change, verify=(1,))
        true("ALTERED" in said.out and "not those of this format" in said.out, change)


def test_written_schema(folder):
    """A table of tables that SQLite would never have written."""
    case = Case(folder)
    row = "INSERT INTO sqlite_schema VALUES "
    for change in (
        row + "('trigger', 'more', 'record', 0, 'CREATE TRIGGER more AFTER INSERT ON record "
              "BEGIN ATTACH ''canary'' AS c; END')",
        row + "('table', 'more', 'more', 0, 'CREATE VIRTUAL TABLE more USING csv(filename=canary)')",
        row + "('table', 'more', 'more', 9999999, 'CREATE TABLE more (a)')",
        row + "('index', 'sqlite_autoindex_record_1', 'record', 2, NULL)",
        row + "('view', 'more', 'more', 0, 'CREATE VIEW more AS SELECT 1' || hex(zeroblob(500000)))",
        row + "('view', 'more', 'more', 0, 'CREATE VIEW more AS SELECT ' || replace(hex(zeroblob(5000)), '0', '(') "
              "|| '1' || replace(hex(zeroblob(5000)), '0', ')'))",
        row + "('table', 'record', 'record', 3, 'CREATE TABLE record (seq INTEGER PRIMARY KEY, bytes BLOB)')",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE record (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL "
        "COLLATE nowhere)' WHERE name = 'record'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'record'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'text TEXT', 'text TEXT CHECK (load_extension(text))') "
        "WHERE name = 'disclosure'",
        "UPDATE sqlite_schema SET sql = 'CREATE TEMP TABLE record (a)' WHERE name = 'record'",
        "UPDATE sqlite_schema SET sql = NULL WHERE name = 'record_insert'",
        "UPDATE sqlite_schema SET name = x'00ff' WHERE name = 'record_insert'",
        "UPDATE sqlite_schema SET type = 'view' WHERE name = 'record'",
        "UPDATE sqlite_schema SET rootpage = 0 WHERE name = 'record'",
        "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'record'",
        "UPDATE sqlite_schema SET rootpage = -5 WHERE name = 'record'",
        "DELETE FROM sqlite_schema",
    ):
        case.fresh()
        rewrite_schema(folder, change)
        case.refused(change)


def test_swapped_roots(folder):
    """Tables whose rows are another table's: what does not read those may go on."""
    case = Case(folder)
    names = ("record", "disclosure", "roster", "roster_row", "subject_map", "subject_opening", "signature")
    for number, table in enumerate(names):
        for other in (names[number - 1], names[number - 3]):
            case.fresh()
            rewrite_schema(folder, "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
                                   f"WHERE name = '{other}') WHERE name = '{table}'")
            before = state(folder)
            case.call(f"{table} is {other}", ("verify", NAME), (1, 3))
            case.call(f"{table} is {other}", ("board", NAME), (0, 3))
            case.call(f"{table} is {other}", ("export", NAME, "--output", "-"), (0, 3))
            equal(state(folder), before)


def test_header(folder):
    case = Case(folder)
    for about, at, data, refused in (
        ("another application", 68, b"\0\0\0\0", True),
        ("no format", 60, struct.pack(">i", 0), True),
        ("an older format", 60, struct.pack(">i", 1), True),
        ("a newer format", 60, struct.pack(">i", 99), True),
        ("a negative format", 60, struct.pack(">i", -1), True),
        ("read by nobody", 19, b"\x63", True),
        ("another encoding", 56, struct.pack(">i", 7), True),
        ("another schema format", 44, struct.pack(">i", 99), True),
        ("pages of 3 bytes", 16, b"\0\3", True),
        ("pages of 512", 16, b"\2\0", True),
        ("pages of 65536", 16, b"\0\1", True),
        ("nothing left of a page", 20, b"\xff", True),
        ("other payload fractions", 21, b"\1\1\1", True),
        ("a page more", 28, struct.pack(">I", 10000), True),
        ("a cache without end", 48, struct.pack(">i", 2**31 - 1), False),
        ("another version of SQLite", 96, struct.pack(">I", 2**32 - 1), False),
    ):
        case.fresh()
        patch(folder, at, data)
        (case.refused if refused else case.unharmed)(about)


def test_same_in_another_form(folder):
    """What changes no row changes nothing."""
    case = Case(folder)
    for pragma in ("page_size = 512", "page_size = 65536", "auto_vacuum = FULL", "auto_vacuum = INCREMENTAL"):
        case.fresh()
        execute(folder, f"PRAGMA {pragma}; VACUUM")
        case.unharmed(pragma)

    for encoding in ("UTF-16le", "UTF-16be"):
        case.fresh()
        old = sqlite3.connect(folder.path / NAME)
        (folder.path / "utf16").unlink(missing_ok=True)
        new = sqlite3.connect(folder.path / "utf16", isolation_level=None)
        new.execute(f"PRAGMA encoding = '{encoding}'")
        for number in ("application_id", "user_version"):
            new.execute(f"PRAGMA {number} = {old.execute(f'PRAGMA {number}').fetchone()[0]}")
        objects = old.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY rowid").fetchall()
        for kind, name, sql in objects:
            if kind == "table":
                new.execute(sql)
                rows = old.execute(f"SELECT * FROM {name}").fetchall()
                if rows:
                    new.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", rows)
        for kind, name, sql in objects:
            if kind != "table":
                new.execute(sql)
        new.close()
        old.close()
        (folder.path / "utf16").rename(folder.path / NAME)
        case.unharmed(encoding)


def test_free_pages(folder):
    """A list of free pages that leads nowhere is nobody's row; it hinders writing at most."""
    case = Case(folder)
    for about, data in (
        ("nowhere", struct.pack(">II", 99999, 5)),
        ("into the schema", struct.pack(">II", 1, 1)),
        ("into a table", struct.pack(">II", 2, 3)),
    ):
        case.fresh()
        patch(folder, 32, data)
        case.call(about, ("verify", NAME), (0,))
        for verb in READERS:
            case.call(about, verb, (0,))
        case.call(about, WRITERS[0], (0, 3))
        case.call(about, ("verify", NAME), (0, 3))


def test_rows(folder):
    """Rows that the triggers would not have let in."""
    case = Case(folder)
    long = 9223372036854775807
    for sql in (
        f"INSERT INTO record VALUES ({long}, x'00')",
        f"INSERT INTO record SELECT {long}, bytes FROM record WHERE seq = 9",
        f"UPDATE record SET seq = {long} WHERE seq = 0",
        "UPDATE record SET bytes = zeroblob(3000000) WHERE seq = 4",
        "UPDATE record SET bytes = CAST(replace(bytes, '\"seq\":4', '\"seq\":9007199254740992') AS BLOB) WHERE seq = 4",
        f"UPDATE disclosure SET field = {long} WHERE seq = 4 AND field = 6",
        f"UPDATE disclosure SET field = {-long} WHERE seq = 4 AND field = 6",
        "UPDATE disclosure SET text = CAST(x'ff00fe' AS TEXT) WHERE seq = 4 AND field = 2",
        "UPDATE disclosure SET text = replace(hex(zeroblob(2000000)), '0', 'A') WHERE seq = 4 AND field = 2",
        f"{ENDLESS} INSERT INTO disclosure SELECT 4, i, 'x' FROM n WHERE i > 6 LIMIT 50000",
        "UPDATE roster SET leaves = zeroblob(320000000 / 100)",
        "UPDATE roster SET leaves = x''",
        f"UPDATE roster_row SET id = {long} WHERE id = 2 << 32",
        "UPDATE roster_row SET identity = CAST(x'80' AS TEXT) WHERE id = 2 << 32",
    ):
        case.fresh()
        tamper(folder, sql)
        before = state(folder)
        case.call(sql, ("verify", NAME), (1, 3))
        case.call(sql, ("board", NAME), (3,))
        case.call(sql, ("log", NAME, "--bundle", "bundle"), (3,))
        case.call(sql, WRITERS[0], (3,))
        equal(state(folder), before, sql)


def test_claimed_lengths(folder):
    """A value that says it has 256 MB and has not."""
    case = Case(folder)
    case.fresh()
    tamper(folder, "UPDATE roster SET leaves = zeroblob(2100000)")
    data = (folder.path / NAME).read_bytes()

    def varint(number):
        return bytes([0x80 | number >> 21, 0x80 | number >> 14 & 0x7f, 0x80 | number >> 7 & 0x7f, number & 0x7f])

    # A cell: its length, its rowid 2, the length of its header, NULL for the rowid, the type of the blob.
    header = bytes([6, 0]) + varint(2100000 * 2 + 12)
    cell = varint(len(header) + 2100000) + bytes([2]) + header
    equal(data.count(cell), 1)
    for length in (2**27 - 20, 2100001):
        claim = varint(min(length + 6, 2**28 - 1)) + bytes([2, 6, 0]) + varint(length * 2 + 12)
        (folder.path / NAME).write_bytes(data.replace(cell, claim))
        case.expect(f"{length} bytes", (3,), (0, 3), (3,))
        case.call(f"{length} bytes", ("board", NAME), (3,))


def test_strays(folder):
    """What anybody may insert for a record that is to come: it can be read past, and
    nothing is recorded over it."""
    case = Case(folder)
    for sql in (
        "INSERT INTO disclosure VALUES (10, 0, 'x')",
        "INSERT INTO roster VALUES (10, x'')",
        "INSERT INTO roster_row VALUES (10 << 32, 'x', 'x', 'x')",
        "INSERT INTO subject_map VALUES (10, 0, 'x')",
        "INSERT INTO subject_opening VALUES (10, 0, 'x')",
        "INSERT INTO signature VALUES (10, 0, x'00')",
    ):
        case.fresh()
        execute(folder, sql)
        before = state(folder)
        table = sql.split()[2]
        said = case.call(sql, ("verify", NAME), (1,)).out
        true("ALTERED at record 10" in said and table in said, said)
        case.call(sql, ("board", NAME), (0,))
        for verb in WRITERS:
            said = case.call(sql, verb, (3,)).err
            true(f"its table {table} has something for record 10" in said and "Another program" in said, said)
        equal(state(folder), before, sql)


def test_no_plain_file(folder):
    case = Case(folder)
    document = folder.path / NAME

    def pipe():
        os.mkfifo(document)

    for about, make in (
        ("a pipe", pipe),
        ("a folder", document.mkdir),
        ("a device", lambda: document.symlink_to("/dev/zero")),
        ("a terminal", lambda: document.symlink_to("/dev/tty")),
        ("a link to nothing", lambda: document.symlink_to("nothing")),
        ("a link to itself", lambda: document.symlink_to(NAME)),
        ("an empty file", lambda: document.write_bytes(b"")),
        ("a header alone", lambda: document.write_bytes(folder.read("good.calibrate")[:100])),
    ):
        case.fresh()
        document.unlink()
        make()
        case.refused(about, verify=(3,))
    case.fresh()
    document.rename(folder.path / "elsewhere")
    document.symlink_to("elsewhere")
    case.unharmed("a link to a document")


def test_beside(folder):
    """What stands beside the document under a name that SQLite would use."""
    case = Case(folder)
    for suffix in ("-wal", "-shm", "-journal", "-lock"):
        beside = folder.path / (NAME + suffix)
        for make in (lambda: beside.symlink_to(CANARY), lambda: os.mkfifo(beside), beside.mkdir):
            case.fresh()
            make()
            case.refused(suffix, verify=(3,))
            true(suffix + ", which is no plain file" in case.call(suffix, READERS[0], (3,)).err)
    case.fresh()
    (folder.path / (NAME + "-wal")).write_bytes(os.urandom(5000))
    for verb in (("verify", NAME), *READERS, *WRITERS, ("verify", NAME)):
        case.call("noise for a log", verb, (0,))


def journal_of(folder, name, sql):
    """The rollback journal of a change that was cut off in the middle, and the file then."""
    connection = sqlite3.connect(folder.path / name, isolation_level=None)
    connection.executescript(f"PRAGMA cache_size = 1; BEGIN IMMEDIATE; {sql}")
    files = (folder.read(name), folder.read(name + "-journal"))
    connection.execute("ROLLBACK")
    connection.close()
    return files


def test_journals(folder):
    case = Case(folder)
    case.fresh()
    changed, journal = journal_of(folder, NAME, f"{ENDLESS} INSERT INTO disclosure SELECT 10, i, hex(zeroblob(900)) "
                                                "FROM n LIMIT 60")
    good = folder.read("good.calibrate")
    true(changed != good and journal[:8] == bytes.fromhex("d9d505f920a163d7"))
    document, beside = folder.path / NAME, folder.path / (NAME + "-journal")

    # One that is ours: the next writer takes the half-done change back.
    document.write_bytes(changed)
    beside.write_bytes(journal)
    case.call("a crash", WRITERS[0], (0,))
    true(not beside.exists())
    case.call("a crash", ("verify", NAME), (0,))
    equal(folder.read(NAME)[:100] == changed[:100], False)

    # One that names a super-journal, which SQLite would delete when it is done.
    victim = os.fsencode(folder.path / CANARY)
    end = struct.pack(">II", len(victim), sum(victim)) + bytes.fromhex("d9d505f920a163d7")
    case.fresh()
    document.write_bytes(changed)
    beside.write_bytes(journal + struct.pack(">I", 2**30 // 4096 + 1) + victim + end)
    said = case.refused("a super-journal", verify=(3,))
    true("names another file" in said.err, said.err)


if __name__ == "__main__":
    run_all(globals())
