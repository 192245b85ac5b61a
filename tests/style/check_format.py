"""Every C file is as clang-format leaves it."""

import shutil
import subprocess

from tree import Report, files, name

report = Report()
tool = shutil.which("clang-format-14") or shutil.which("clang-format")
sources = files("*.c", "*.h")
complaints = []
if tool is None:
    complaints.append("clang-format is not installed")
else:
    for path in sources:
        wanted = subprocess.run([tool, str(path)], capture_output=True, check=True).stdout
        if wanted != path.read_bytes():
            complaints.append(f"{name(path)}: run clang-format -i on it")
report.rule("C files are formatted", complaints, len(sources))
report.finish()
