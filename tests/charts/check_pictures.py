# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of every picture is there, whole, and stands clear of the others.

Reads the words and their boxes back from the PDFs with poppler, so that what is
measured is what was drawn.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import xml.dom.minidom

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
# A word's box reaches from the font's ascent to its descent; letters do not.
VERTICAL_AIR = 0.3
TOUCH = 0.6

complaints = []
checked = 0


def complain(path, text):
    complaints.append(f"{path.name}: {text}")


def words_of(path):
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True).stdout
    page = PAGE.search(boxes)
    words = []
    for match in WORD.finditer(boxes):
        left, top, right, bottom = (float(match.group(i)) for i in range(1, 5))
        words.append((left, top, right, bottom, match.group(5)))
    return float(page.group(1)), float(page.group(2)), words


def upright(word):
    left, top, right, bottom, text = word
    return right - left >= (bottom - top) * 0.8 or len(text) < 3


def check_boxes(path):
    global checked
    width, height, words = words_of(path)
    if len(words) < 12:
        complain(path, f"only {len(words)} words")
    shrunk = []
    for word in words:
        left, top, right, bottom, text = word
        if left < -TOUCH or top < -TOUCH or right > width + TOUCH or bottom > height + TOUCH:
            complain(path, f"{text!r} leaves the page")
        air = (bottom - top) * VERTICAL_AIR if upright(word) else 0
        side = 0 if upright(word) else (right - left) * VERTICAL_AIR
        shrunk.append((left + side, top + air, right - side, bottom - air, text))
    shrunk.sort(key=lambda word: word[1])
    for i, (left, top, right, bottom, text) in enumerate(shrunk):
        for other in shrunk[i + 1:]:
            if other[1] >= bottom:
                break
            if other[0] < right - TOUCH and left < other[2] - TOUCH and other[3] > top:
                complain(path, f"{text!r} runs into {other[4]!r}")
    checked += 1
    return [word[4] for word in words]


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
    for complaint in complaints[:40]:
        print(complaint, file=sys.stderr)
    print(f"{checked} pictures, {len(complaints)} complaints")
    return 1 if complaints or checked != 6 * (3 * 3 + 2) else 0


sys.exit(main())
