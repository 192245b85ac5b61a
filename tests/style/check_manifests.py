"""The desktop file, the metainfo and the MIME type say what they should."""

import subprocess

from tree import Report, files, name

report = Report()


def judge(title, paths, *command):
    complaints = []
    for path in paths:
        run = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            complaints += [f"{name(path)}: {line}" for line in (run.stdout + run.stderr).splitlines()]
    report.rule(title, complaints, len(paths))


judge("the desktop file is valid", files("*.desktop"), "desktop-file-validate")
judge("the metainfo is valid", files("data/*.metainfo.xml"), "appstream-util", "validate-relax", "--nonet")
judge("templates and other XML are well-formed", files("*.ui", "*.xml", "*.svg"), "xmllint", "--noout")
report.finish()
