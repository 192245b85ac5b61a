# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a PDF and their boxes, read back with poppler, and whether they
stand clear of each other."""

import re
import subprocess
import sys

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


def finish(expected):
    for complaint in complaints[:40]:
        print(complaint, file=sys.stderr)
    print(f"{checked} pictures, {len(complaints)} complaints")
    return 1 if complaints or checked != expected else 0
