"""Sealing in the real program with a key that only an agent has."""

import pathlib
import subprocess
import sys

from program import Program, Tap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "hardware"))
from keys import Agent  # noqa: E402

NAMESPACE = "checkpoint@calibrate.example.com"


def main():
    program, tap, agents = Program(sys.argv[1]), Tap(), []
    try:
        path = program.sample(24, 6)
        records = program.run("log", path, "--records")
        mine = program.make_key("ortega", "")
        private = program.home / ".ssh" / "ortega"
        kept = private.read_bytes()
        allowed = program.home / "allowed"
        allowed.write_text("ortega " + private.with_suffix(".pub").read_text())
        private.with_suffix(".pub").unlink()

        def start_agent():
            private.write_bytes(kept)
            private.chmod(0o600)
            agents.append(Agent(program.home))
            agents[-1].take(private)

        start_agent()
        program.environment["SSH_AUTH_SOCK"] = str(agents[0].socket)
        program.environment["SSH_ASKPASS"] = "/bin/false"
        program.start(path)
        program.wait_find("Not sealed: 6 decisions")
        program.open_menu_item("Finalise session…")
        program.wait_find(f"has no file on this computer\n{mine}", "label")
        program.wait_find("unlocked", "label")
        tap.ok("a key that only the agent has is offered")

        agents[0].end()
        program.press_button("Seal")
        program.wait_find("The key is no longer there")
        assert program.run("log", path, "--records") == records
        assert program.json("session", "list", path)["sessions"][0]["state"] == "open"
        tap.ok("when the agent has ended meanwhile, nothing is recorded, and that is said")

        start_agent()
        program.press_button("Seal")
        program.wait_find("Session S1 is sealed")
        program.wait_find(mine, "label")
        program.press_button("Done")
        found = program.json("verify", path, "--allowed-signers", allowed, "--identity", "ortega")
        assert found["ok"] and found["trusted"] and found["seals"][0]["keys"] == [mine], found
        bundle = program.home / "bundle"
        program.run("log", path, "--bundle", bundle)
        seal = next(bundle.glob("seal-*.checkpoint"))
        subprocess.run(["ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "ortega", "-n", NAMESPACE, "-s",
                        seal.with_suffix(".0.sig")], input=seal.read_bytes(), check=True, capture_output=True)
        tap.ok("the agent's key seals, and everybody accepts its signature")
    finally:
        program.stop()
        for agent in agents:
            agent.end()
    tap.finish()


main()
