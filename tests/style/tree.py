"""The source tree as the style checks see it, and how they report."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1])


def files(*patterns):
    """The files of the tree that match, without builds and ignored files."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in sorted(listed.split("\0")) if name and (ROOT / name).is_file()]


def name(path):
    return str(path.relative_to(ROOT))


class Report:
    """Collects complaints and answers in TAP: a line for each rule."""

    def __init__(self):
        self.rules = []

    def rule(self, title, complaints, looked_at):
        """One rule: what breaks it, and how many places it was applied to.

        A rule that was applied to nothing fails, since it would pass for ever.
        """
        self.rules.append((title, list(complaints), looked_at))

    def finish(self):
        print(f"1..{len(self.rules)}")
        failed = False
        for number, (title, complaints, looked_at) in enumerate(self.rules, 1):
            good = not complaints and looked_at > 0
            failed = failed or not good
            print(f"{'ok' if good else 'not ok'} {number} {title}")
            for complaint in complaints:
                print(f"# {complaint}")
            if looked_at == 0:
                print("# nothing was there to look at")
        sys.exit(1 if failed else 0)
