# SPDX-License-Identifier: GPL-3.0-or-later
"""The board in a window, driven from outside: for tests in other processes."""

import select
import subprocess
import sys
import time

PATIENCE = 15
open_hosts = []


class Host:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen(
            [program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        open_hosts.append(self)

    def read(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        if not ready:
            raise AssertionError("the window does not answer")
        return self.process.stdout.readline().strip()

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return self.read()

    def words(self, question):
        return self.ask(question).split()

    def rect(self, question):
        answer = wait_for(lambda: (text := self.ask(question)) != "none" and text)
        return tuple(int(word) for word in answer.split())

    def middle(self, question):
        x, y, width, height = self.rect(question)
        return x + width // 2, y + height // 2

    def shown(self):
        """Waits until the window is there and laid out."""
        wait_for(lambda: self.ask("ready") == "1")

    def close(self):
        self.process.stdin.write("quit\n")
        self.process.stdin.flush()
        status = self.process.wait(PATIENCE)
        open_hosts.remove(self)
        assert status == 0, f"the window ended with {status}"


def wait_for(condition):
    """Polls until the condition holds; what it gives is returned."""
    end = time.monotonic() + PATIENCE
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError("waited in vain")
        time.sleep(0.02)


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


def focus_window():
    """Without a window manager nothing has the keyboard by itself."""
    found = wait_for(
        lambda: subprocess.run(
            ["xdotool", "search", "--name", "^Board$"], capture_output=True, text=True
        ).stdout.split()
    )
    xdotool("windowfocus", found[0])


def drag(start, end, release=True):
    """A hand's drag: GTK takes one that comes in fewer steps for no drag."""
    words = ["mousemove", *start, "sleep", ".1", "mousedown", "1", "sleep", ".1"]
    for step in range(1, 11):
        x = start[0] + (end[0] - start[0]) * step // 10
        y = start[1] + (end[1] - start[1]) * step // 10
        words += ["mousemove", x, y, "sleep", ".02"]
    words += ["sleep", ".1"]
    if release:
        words += ["mouseup", "1"]
    xdotool(*words)


def run(tests):
    """Runs the functions one after the other and says how they went, as TAP."""
    failed = False
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {test.__name__}", flush=True)
        except Exception as error:  # a failed test must not hide the next one
            failed = True
            print(f"not ok {number} {test.__name__}", flush=True)
            print(f"# {type(error).__name__}: {error}", file=sys.stderr)
        while open_hosts:
            open_hosts.pop().process.kill()
    sys.exit(1 if failed else 0)
