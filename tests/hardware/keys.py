"""Keys that are in no file: in an agent, and in a hardware key as OpenSSH's tests have one."""

import os
import pathlib
import signal
import subprocess
import threading
import time

HARDWARE = os.environ.get("CALIBRATE_TEST_HARDWARE", "")
PATIENCE = 30


class Agent:
    """A real ssh-agent of a test's own."""

    def __init__(self, folder, **environment):
        self.socket = pathlib.Path(folder) / "agent"
        self.environment = dict(os.environ, SSH_AUTH_SOCK=str(self.socket), **environment)
        self.process = subprocess.Popen(
            ["ssh-agent", "-D", "-P", HARDWARE or "/usr/lib/*", "-a", self.socket], env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while self.ask("-l") == 2:
            if time.monotonic() > end:
                raise AssertionError("no agent answers")

    def ask(self, *arguments, **options):
        return subprocess.run(["ssh-add", *map(str, arguments)], env=self.environment, capture_output=True,
                              **options).returncode

    def take(self, key, *options):
        """Takes the key in, whose private file goes away."""
        subprocess.run(["ssh-add", "-q", *options, key], env=self.environment, check=True,
                       stdin=subprocess.DEVNULL)
        pathlib.Path(key).unlink()

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)


def make_hardware_key(path, kind, *options, passphrase=""):
    subprocess.run(
        ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", path.name, "-w", HARDWARE, *options, "-f", path],
        check=True, stdin=subprocess.DEVNULL)
    return path


def fingerprint(path):
    return subprocess.run(["ssh-keygen", "-l", "-f", path], check=True, capture_output=True,
                          text=True).stdout.split()[1]


def touch(pipe):
    """Touches the key as soon as it waits for that."""
    end = time.monotonic() + PATIENCE
    pause = threading.Event()
    while time.monotonic() < end:
        try:
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
            return
        except OSError:  # nobody waits yet
            pause.wait(0.01)
    raise AssertionError("the key never waited to be touched")
