"""Runs the built program in a folder of its own, and answers in TAP."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.path.abspath(sys.argv[1])
SOURCE = pathlib.Path(sys.argv[2])
HEADER = "employee_id,name,manager_id,department,performance,potential\n"
PEOPLE = HEADER + "E1,Ann,,Sales,2,2\nE2,Bo,E1,Sales,3,3\nE3,Cy,E1,Data,1,\nE4,Dee,E1,Data,2,3\n"


class Answer:
    def __init__(self, done):
        self.exit = done.returncode
        self.bytes = done.stdout
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


class Folder:
    """A folder of a test's own, and the program run within it."""

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def write(self, name, text):
        (self.path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    def read(self, name):
        return (self.path / name).read_bytes()

    def names(self):
        return sorted(os.listdir(self.path))

    def run(self, *arguments, stdin=b"", env=None, exit=0, timeout=60):
        environment = dict(os.environ, **(env or {}))
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "SOURCE_DATE_EPOCH"):
            if name not in (env or {}):
                environment.pop(name, None)
        done = subprocess.run(
            [PROGRAM, *map(str, arguments)],
            cwd=self.path,
            input=stdin,
            capture_output=True,
            env=environment,
            timeout=timeout,
        )
        answer = Answer(done)
        if exit is not None:
            shown = " ".join(map(str, arguments))
            equal(answer.exit, exit, f"{shown}\n{answer.out[-2000:]}{answer.err[-2000:]}")
            if exit != 0:
                true(answer.err.startswith("calibrate: "), f"{shown} says nothing: {answer.err!r}")
        return answer

    def cycle(self, text=PEOPLE, name="c.calibrate"):
        self.write("roster.csv", text)
        self.run("new", name, "--roster", "roster.csv", "--title", "Cycle", "--actor", "Ada")
        return name

    def where(self, document="c.calibrate", *arguments):
        board = self.run("board", document, "--json", *arguments).json
        return {subject["id"]: subject["placement"] for subject in board["subjects"]}


def equal(got, wanted, about=""):
    if got != wanted:
        raise AssertionError(f"{about}: got {got!r}, wanted {wanted!r}")


def true(value, about=""):
    if not value:
        raise AssertionError(about or "not so")


def run_all(scope):
    tests = [(name, test) for name, test in scope.items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = False
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory(prefix="calibrate-") as path:
            try:
                test(Folder(path))
                print(f"ok {number} {name[5:]}")
            except Exception:
                failed = True
                print(f"not ok {number} {name[5:]}")
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
