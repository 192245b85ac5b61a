# SPDX-License-Identifier: GPL-3.0-or-later
"""The charts of fairness as files: every text whole and clear of the others, and
each chart as it was when somebody last looked at it.

What the charts must be is asserted on their geometry, by test-cal-figures; the
pictures in golden/ hold the rest: that all of it is drawn, and in which colours.
They are compared blurred, since letters differ by a pixel from one build of the
font to the next. With --write the pictures are made anew: look at them first.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.dom.minidom

from picture_words import check_boxes, complain, finish

GOLDEN = pathlib.Path(__file__).parent / "golden"
# How far two pictures may be apart, of 1: a bar that is missing is more.
TOLERANCE = 0.006


def convert(*arguments):
    return subprocess.run(["convert", *map(str, arguments)], check=True, capture_output=True,
                          text=True).stdout


def size(path):
    return convert(path, "-format", "%wx%h", "info:")


def shrink(path, target):
    convert(path, "-resize", "50%", "-colors", "64", "-strip", target)


def compare(path, small):
    golden = GOLDEN / (path.stem + ".png")
    if not golden.exists():
        complain(path, "has no picture in golden/")
        return
    (width, height), (was_width, was_height) = (
        map(int, size(picture).split("x")) for picture in (small, golden))
    if width != was_width or abs(height - was_height) > 4:
        complain(path, f"is {width}x{height}, was {was_width}x{was_height}")
        return
    apart = float(convert(small, golden, "-gravity", "north", "-background", "white", "-extent",
                          f"{width}x{max(height, was_height)}", "-blur", "0x3", "-metric", "RMSE",
                          "-compare", "-format", "%[distortion]", "info:"))
    if apart > TOLERANCE:
        complain(path, f"is {apart:.4f} apart from its picture in golden/")


def main():
    write = "--write" in sys.argv
    n_pictures = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        for path in sorted(pathlib.Path(folder).glob("*.pdf")):
            n_pictures += 1
            texts = " ".join(check_boxes(path))
            if "n = 200." not in texts:
                complain(path, "does not say n")
            if "…" in texts:
                complain(path, "a text is cut")
            if path.stem.endswith("-0-620"):
                xml.dom.minidom.parse(str(path.with_suffix(".svg")))
                small = pathlib.Path(folder) / (path.stem + ".small.png")
                shrink(path.with_suffix(".png"), small)
                if write:
                    GOLDEN.mkdir(exist_ok=True)
                    shutil.copy(small, GOLDEN / (path.stem + ".png"))
                compare(path, small)
    if n_pictures != 7 * 3 * 3 + 2:
        complain(pathlib.Path("all"), f"{n_pictures} pictures")
    return finish(n_pictures)


sys.exit(main())
