"""Every file with words for people is in POTFILES, and every catalogue is whole."""

import pathlib
import re
import subprocess
import tempfile

from tree import ROOT, Report, files, name

WORDS = re.compile(r'\b(?:_|N_|C_|Q_|NC_|ngettext|g_dngettext)\s?\(\s*"|translatable="yes"')

report = Report()
potfiles = {
    line.strip()
    for line in (ROOT / "po/POTFILES").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
}
spoken = {
    name(path) for path in files("src/*.c", "ui/*.ui", "*.desktop", "data/*.metainfo.xml")
    if path.suffix in (".desktop", ".xml") or WORDS.search(path.read_text(encoding="utf-8"))
}
report.rule(
    "POTFILES lists every file with words for people",
    [f"{path} is missing" for path in sorted(spoken - potfiles)]
    + [f"{path} has none, or is not there" for path in sorted(potfiles - spoken)],
    len(potfiles),
)

catalogues = files("po/*.po")
complaints = []
with tempfile.TemporaryDirectory() as folder:
    template = pathlib.Path(folder) / "calibrate.pot"
    subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--add-comments", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
         "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3", "--files-from=po/POTFILES", f"--output={template}"],
        cwd=ROOT, check=True, capture_output=True,
    )
    for path in catalogues:
        check = subprocess.run(
            ["msgfmt", "--check", "--output-file=/dev/null", str(path)], capture_output=True, text=True, check=False)
        complaints += check.stderr.splitlines() if check.returncode != 0 else []
        merged = pathlib.Path(folder) / path.name
        subprocess.run(
            ["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", str(merged), str(path), str(template)],
            check=True, capture_output=True)
        missing = subprocess.run(
            ["msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", str(merged)],
            check=True, capture_output=True, text=True).stdout
        complaints += [f"{name(path)} lacks {line[6:]}" for line in missing.splitlines()
                       if line.startswith("msgid ") and line != 'msgid ""']
report.rule("every catalogue has every word", complaints, len(catalogues))
report.finish()
