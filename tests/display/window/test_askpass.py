"""The window in which ssh asks: started as ssh starts it, and by a real agent."""

import os
import pathlib
import subprocess
import sys

from program import PATIENCE, Atspi, Program, Seen, Tap, wait_for

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "hardware"))
from keys import HARDWARE, Agent, fingerprint, make_hardware_key, touch  # noqa: E402

PASSPHRASE = "correct horse"
TOUCH = "Touch the key now"
CONFIRM = "Sign with this key?"
UNLOCK = "Unlock the key"
NAMESPACE = "checkpoint@calibrate.example.com"


class Asking(Seen):
    """The one window there is, of whatever process."""

    def __init__(self, title):
        self.title = title
        wait_for(f"the window “{title}”", self.application)

    def application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            frame = application.get_child_at_index(0) if application is not None else None
            if frame is not None and frame.get_name() == self.title:
                return application
        desktop.clear_cache()
        return None

    def entries(self):
        return [node for node in self.nodes() if "EditableText" in node.get_interfaces()]

    def give(self, text):
        self.focus_on(self.title)
        wait_for("the keyboard in the entry", lambda: any(map(self.has_keyboard, self.entries())))
        self.type(text)
        self.key("Return")

    def wait_gone(self):
        wait_for(f"“{self.title}” to go", lambda: not self.windows(self.title))


class Ssh:
    """Whoever asks: the program is its askpass."""

    def __init__(self, program):
        self.environment = dict(
            program.environment, SSH_ASKPASS=program.binary, SSH_ASKPASS_REQUIRE="force",
            CALIBRATE_ASKPASS=str(program.home / ".ssh" / "ortega"))

    def ask(self, prompt, kind=None):
        environment = dict(self.environment, **({"SSH_ASKPASS_PROMPT": kind} if kind else {}))
        return subprocess.Popen([self.environment["SSH_ASKPASS"], prompt], env=environment, stdout=subprocess.PIPE,
                                text=True)


def ends(process, status, said=""):
    output, _ = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output) == (status, said), (process.returncode, output)


def notice(ssh, tap):
    process = ssh.ask("Confirm user presence for key ED25519-SK SHA256:abc/def+0", "none")
    asking = Asking(TOUCH)
    asking.wait_find("SHA256:abc/def+0", "label")
    assert asking.entries() == [], "a notice has nothing to fill in"
    assert process.poll() is None
    process.terminate()
    ends(process, -15)
    tap.ok("a notice has no entry, and stands until it is ended")

    process = ssh.ask("Confirm user presence for key ED25519-SK SHA256:abc/def+0", "none")
    Asking(TOUCH).press_button("Hide")
    ends(process, 1)
    tap.ok("it can be put away")


def consent(ssh, tap):
    prompt = "Allow use of key me@here?\nKey fingerprint SHA256:abc/def+0."
    process = ssh.ask(prompt, "confirm")
    asking = Asking(CONFIRM)
    asking.wait_find("SHA256:abc/def+0", "label")
    assert asking.entries() == [] and asking.find("SHA256:abc/def+0.") is None
    asking.press_button("Sign")
    ends(process, 0, "")
    process = ssh.ask(prompt, "confirm")
    Asking(CONFIRM).press_button("Cancel")
    ends(process, 1)
    process = ssh.ask(prompt, "confirm")
    asking = Asking(CONFIRM)
    asking.focus_on(CONFIRM)
    asking.key("Escape")
    ends(process, 1)
    tap.ok("a question is answered by the status: yes, no, and Escape is no")


def passphrase(ssh, tap):
    process = ssh.ask("Enter passphrase: ")
    asking = Asking(UNLOCK)
    asking.wait_find("Give the passphrase of the key “ortega”", "label")
    asking.give(PASSPHRASE)
    ends(process, 0, PASSPHRASE + "\n")
    process = ssh.ask("Enter passphrase: ")
    Asking(UNLOCK).press_button("Cancel")
    ends(process, 1)
    tap.ok("a passphrase is given to whoever asks, and to nobody when it is not given")

    process = ssh.ask("Enter PIN for ED25519-SK key: ")
    asking = Asking(UNLOCK)
    asking.wait_find("Give the PIN of the hardware key “ortega”", "label")
    asking.give("1234")
    ends(process, 0, "1234\n")
    tap.ok("a PIN is asked for as one")


def signs(agent, key, data):
    return subprocess.Popen(["ssh-keygen", "-Y", "sign", "-n", NAMESPACE, "-f", key.with_suffix(".pub"), data],
                            env=agent.environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def real_agent(program, ssh, tap):
    pipe, data = program.home / "touch", program.home / "data"
    os.mkfifo(pipe)
    data.write_text("x\n")
    token = make_hardware_key(program.home / "token", "ed25519-sk")
    program.make_key("ortega", "")
    mine = program.home / ".ssh" / "ortega"
    agent = Agent(program.home, **{**ssh.environment, "CALIBRATE_TEST_TOUCH": str(pipe)})
    try:
        agent.take(token, "-S", HARDWARE)
        agent.take(mine, "-c")
        process = signs(agent, token, data)
        asking = Asking(TOUCH)
        asking.wait_find(fingerprint(token.with_suffix(".pub")), "label")
        assert process.poll() is None
        touch(pipe)
        assert process.wait(PATIENCE) == 0, process.stderr.read()
        asking.wait_gone()
        tap.ok("an agent's notice goes when the key is touched")

        process = signs(agent, mine, data)
        asking = Asking(CONFIRM)
        asking.wait_find(fingerprint(mine.with_suffix(".pub")), "label")
        asking.press_button("Cancel")
        assert process.wait(PATIENCE) != 0
        assert "refused" in process.stderr.read()
        (program.home / "data.sig").unlink()
        process = signs(agent, mine, data)
        Asking(CONFIRM).press_button("Sign")
        assert process.wait(PATIENCE) == 0, process.stderr.read()
        wait_for("the signature", (program.home / "data.sig").exists)
        tap.ok("an agent signs after a yes, and not after a no")
    finally:
        agent.end()


def main():
    program, tap = Program(sys.argv[1]), Tap()
    try:
        ssh = Ssh(program)
        notice(ssh, tap)
        consent(ssh, tap)
        passphrase(ssh, tap)
        real_agent(program, ssh, tap)
    finally:
        program.stop()
    tap.finish()


main()
