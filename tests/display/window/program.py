"""The real program in a window, seen and pressed as a screen reader does it."""

import json
import os
import pathlib
import subprocess
import tempfile
import threading
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = 40


def wait_for(what, condition):
    """Polls until the condition holds, and answers with what it gave."""
    end = time.monotonic() + PATIENCE
    pause = threading.Event()
    while time.monotonic() < end:
        # What was told of a page that was being made changes only where its changes are heard.
        while gi.repository.GLib.MainContext.default().iteration(False):
            pass
        try:
            answer = condition()
        except gi.repository.GLib.Error:
            answer = None  # the widget went away while it was looked at
        if answer:
            return answer
        pause.wait(0.05)
    raise AssertionError(f"waited in vain for {what}")


def everything(node):
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from everything(child)


class Seen:
    """What a screen reader is told of one application, and can press in it."""

    def nodes(self):
        application = self.application()
        return list(everything(application)) if application is not None else []

    def find(self, part, role=None):
        for node in self.nodes():
            name = node.get_name() or ""
            if part in name and (role is None or node.get_role_name() == role):
                return node
        return None

    def named(self, name, role):
        """All of exactly that name, in the order in which they are read."""
        return [node for node in self.nodes() if node.get_name() == name and node.get_role_name() == role]

    def wait_find(self, part, role=None):
        return wait_for(f"“{part}”", lambda: self.find(part, role))

    @staticmethod
    def actions(node):
        return [Atspi.Action.get_action_name(node, i) for i in range(Atspi.Action.get_n_actions(node))]

    def press(self, node, action="click"):
        for i in range(Atspi.Action.get_n_actions(node)):
            if Atspi.Action.get_action_name(node, i) == action:
                assert Atspi.Action.do_action(node, i), action
                return
        raise AssertionError(f"{node.get_name()} has no action {action}")

    def press_button(self, name):
        """Presses a button as soon as it can be; one with a mnemonic has its name twice."""
        def button():
            for node in self.nodes():
                if (node.get_name().endswith(name) and node.get_role_name() == "push button"
                        and node.get_state_set().contains(Atspi.StateType.SENSITIVE)):
                    return node
            return None

        self.press(wait_for(f"the button “{name}”", button))

    def fill(self, name, text):
        """Writes into the entry of that name."""
        def entry():
            for node in self.nodes():
                if node.get_name() == name:
                    for child in everything(node):
                        if "EditableText" in child.get_interfaces():
                            return child
            return None

        node = wait_for(f"the entry “{name}”", entry)
        assert Atspi.EditableText.set_text_contents(node, text), name

    def xdotool(self, *arguments):
        return subprocess.run(["xdotool", *map(str, arguments)], check=True, capture_output=True, text=True).stdout

    def focus_on(self, title):
        """The keyboard to a dialog, which stands over the window."""
        window = wait_for(f"the window “{title}”", lambda: self.windows(title))[0]
        self.xdotool("windowfocus", "--sync", window)

    def windows(self, title):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", title], check=False,
                               capture_output=True, text=True)
        return found.stdout.split()

    def key(self, *keys):
        self.xdotool("key", *keys)

    def type(self, text):
        self.xdotool("type", "--delay", "20", text)

    @staticmethod
    def has_keyboard(node):
        return node.get_state_set().contains(Atspi.StateType.FOCUSED)


class Program(Seen):
    """One running Calibrate with a home of its own."""

    def __init__(self, binary):
        self.binary = os.path.realpath(binary)
        self.folder = tempfile.TemporaryDirectory()
        self.home = pathlib.Path(self.folder.name)
        self.environment = dict(
            os.environ, XDG_STATE_HOME=str(self.home / "state"), XDG_DATA_HOME=str(self.home / "data"),
            XDG_CONFIG_HOME=str(self.home / "config"), HOME=str(self.home), GSK_RENDERER="cairo",
            GTK_A11Y="atspi", G_DEBUG="fatal-warnings")
        self.process = None

    def run(self, *arguments):
        return subprocess.run(
            [self.binary, *map(str, arguments)], env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def sample(self, people, decisions):
        path = self.home / "cycle.calibrate"
        self.run("sample", path, "--people", people, "--decisions", decisions)
        return path

    def json(self, *arguments):
        return json.loads(self.run(*arguments, "--json"))

    def make_key(self, name, passphrase):
        """A key in this home, and its fingerprint."""
        path = self.home / ".ssh" / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", path], check=True)
        return subprocess.run(["ssh-keygen", "-l", "-f", path], check=True, capture_output=True,
                              text=True).stdout.split()[1]

    def decisions(self, path):
        log = self.json("log", path)
        return [entry for entry in log["entries"] if entry["kind"] in ("moved", "kept")]

    def start(self, *arguments):
        self.process = subprocess.Popen([self.binary, *map(str, arguments)], env=self.environment)
        return wait_for("the window", self.frame)

    def application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        desktop.clear_cache()
        return None

    def frame(self):
        application = self.application()
        if application is None:
            return None
        if application.get_child_count() == 0:
            application.clear_cache()  # it was asked before it could answer
            return None
        return application.get_child_at_index(0)

    def title(self):
        frame = self.frame()
        frame.clear_cache()  # it may have been given while nobody listened yet
        return frame.get_name()

    def point(self, node, across=0.5, down=0.5):
        """Where a widget is on the screen: the window may stand anywhere on it."""
        area = node.get_extents(Atspi.CoordType.WINDOW)
        frame = self.frame().get_extents(Atspi.CoordType.WINDOW)
        answer = self.xdotool("search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        x, y, width, height = self.geometry(answer[0])
        return (x + (width - frame.width) // 2 + area.x + int(area.width * across),
                y + (height - frame.height) // 2 + area.y + int(area.height * down))

    def geometry(self, window):
        found = dict(
            line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", window).split() if "=" in line)
        return tuple(int(found[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))

    def focus(self):
        window = self.xdotool("search", "--onlyvisible", "--pid", str(self.process.pid)).split()[0]
        self.xdotool("windowfocus", "--sync", window)

    def open_menu_item(self, text):
        self.focus()
        self.key("F10")
        item = self.wait_find(text, "menu item")
        wait_for(f"“{text}” to open", lambda: item.get_extents(Atspi.CoordType.WINDOW).width > 0)
        self.press(item, self.actions(item)[0])

    def click(self, node):
        self.xdotool("mousemove", *self.point(node), "click", 1)

    def choose(self, title, name, nth=0):
        """Clicks on the nth choice of that name in a dialog, which is scrolled until it is in sight."""
        choice = wait_for(f"the choice “{name}”", lambda: self.named(name, "check box")[nth:nth + 1])[0]
        self.focus_on(title)
        x, y, width, height = self.geometry(self.windows(title)[0])
        frame = next(node for node in self.nodes() if node.get_name() == title).get_extents(Atspi.CoordType.WINDOW)

        def is_chosen():
            area = choice.get_extents(Atspi.CoordType.WINDOW)
            down = (height - frame.height) // 2 + area.y + area.height // 2
            if height // 8 < down < height * 7 // 8:
                across = (width - frame.width) // 2 + area.x + area.width // 2
                self.xdotool("mousemove", x + across, y + down, "click", 1)
            else:
                self.xdotool("mousemove", x + width // 2, y + height // 2, "click", 4 if down < height // 2 else 5)
            return choice.get_state_set().contains(Atspi.StateType.CHECKED)

        wait_for(f"“{name}” to be chosen", is_chosen)

    def drag(self, start, end):
        steps = ["mousemove", *start, "sleep", ".1", "mousedown", 1, "sleep", ".1"]
        for i in range(1, 11):
            steps += ["mousemove", start[0] + (end[0] - start[0]) * i // 10,
                      start[1] + (end[1] - start[1]) * i // 10, "sleep", ".02"]
        self.xdotool(*steps, "sleep", ".1", "mouseup", 1)

    def stop_running(self):
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def stop(self):
        self.stop_running()
        self.folder.cleanup()


class Tap:
    """Says what held, for meson; see run-test for where."""

    def __init__(self):
        self.n = 0
        self.out = os.fdopen(4, "w")

    def ok(self, what):
        self.n += 1
        print(f"ok {self.n} - {what}", file=self.out, flush=True)

    def finish(self):
        print(f"1..{self.n}", file=self.out, flush=True)
