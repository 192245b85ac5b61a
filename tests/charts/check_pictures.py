# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of every picture is there, whole, and stands clear of the others.

Reads the words and their boxes back from the PDFs with poppler, so that what is
measured is what was drawn.
"""

import pathlib
import subprocess
import sys
import tempfile
import xml.dom.minidom

from picture_words import check_boxes, complain, finish


def check_board(path, n_placed, n_held):
    texts = check_boxes(path)
    joined = " ".join(texts)
    if f"{n_placed} on the board" not in joined or f"{n_held} held" not in joined:
        complain(path, "does not say how many there are")
    if "…" in joined or "..." in joined:
        complain(path, "a text is cut")
    for ending, starts in ((".svg", b"<?xml"), (".png", b"\x89PNG")):
        other = path.with_suffix(ending)
        if not other.read_bytes().startswith(starts):
            complain(other, "is no picture")
    xml.dom.minidom.parse(str(path.with_suffix(".svg")))


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        for path in sorted(pathlib.Path(folder).glob("*.pdf")):
            _language, n_placed, n_held, _width, _kind = path.stem.split("-")
            if path.stem.endswith("board"):
                check_board(path, int(n_placed), int(n_held))
            else:
                joined = " ".join(check_boxes(path))
                if f"n = {n_placed}" not in joined:
                    complain(path, "does not say n")
    return finish(6 * (3 * 3 + 2))


sys.exit(main())
