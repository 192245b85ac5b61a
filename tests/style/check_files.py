"""What stands where, how long a file may be, and what no file may hold."""

import re

from tree import ROOT, Report, files, name

TOP = {
    "COPYING", "README.md", "build-aux", "com.example.Calibrate.desktop", "data", "icons",
    "meson.build", "po", "src", "tests", "ui",
}
LONGEST = 800

report = Report()
tracked = files(".")
top = {path.relative_to(ROOT).parts[0] for path in tracked}
report.rule(
    "the top level holds what it should",
    [f"{entry} does not belong there" for entry in sorted(top - TOP) if not entry.startswith(".")]
    + [f"{entry} is missing" for entry in sorted(TOP - top)],
    len(top),
)

sources = files("*.c", "*.h")
report.rule(
    "every C file starts with its licence",
    [name(path) for path in sources
     if not path.read_text(encoding="utf-8").startswith("/* SPDX-License-Identifier: GPL-3.0-or-later */\n")],
    len(sources),
)
headers = files("*.h")
report.rule(
    "every header is included once",
    [name(path) for path in headers if "#pragma once\n" not in path.read_text(encoding="utf-8")],
    len(headers),
)
report.rule(
    f"no C file is longer than {LONGEST} lines",
    [f"{name(path)}: {lines} lines" for path in sources
     if (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST],
    len(sources),
)

LEFT_OVERS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|not implemented")
texts = files("src", "ui", "tests/*.c", "meson.build", "build-aux")
report.rule(
    "nothing is left for later",
    [f"{name(path)}: {match.group()}" for path in texts
     if (match := LEFT_OVERS.search(path.read_text(encoding="utf-8", errors="replace")))],
    len(texts),
)

# A hundredth of a second between two looks at a condition is waiting for it.
SHIRKS = re.compile(
    r"(?<!time\.)\b(g_usleep|sleep|usleep|nanosleep) *\(|time\.sleep\((?!0\.0\d\))"
    r"|g_test_skip|should_fail|unittest\.skip"
)
tests = files("tests/*.c", "tests/*.py")
report.rule(
    "no test sleeps or is skipped",
    [f"{name(path)}: {match.group()}" for path in tests
     if path.name != "check_files.py" and (match := SHIRKS.search(path.read_text(encoding="utf-8")))],
    len(tests),
)

templates = files("ui/*.ui")
report.rule(
    "every template belongs to a class of the same stem",
    [name(path) for path in templates if not (ROOT / "src/app" / f"{path.stem}.c").is_file()],
    len(templates),
)
report.finish()
