# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks as others read them: openpyxl, LibreOffice, and an XML parser."""

import csv
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom
import zipfile

import openpyxl

MAKE = sys.argv.pop(1)
FOLDER = tempfile.TemporaryDirectory()
HERE = pathlib.Path(FOLDER.name)
SHEETS = ["Final ratings", "Nine-box", "Distribution", "Fairness", "Decision log", "About"]
PEOPLE = {
    "007": "=1+1", "1E5": "+44 20", "003": "-Minus", "004": "@At", "005": "ليلى منصور",
    "006": "Bell_x0007_ \ufffd", "008": "François Lefèvre",
}


def make(what, rows=0, name=None):
    path = HERE / (name or f"{what}-{rows}.xlsx")
    subprocess.run([MAKE, what, str(rows), str(path)], check=True)
    return path


def rows_of(sheet):
    rows = sheet.iter_rows(values_only=True)
    headers = next(rows)
    return [dict(zip(headers, row)) for row in rows]


def office(path, to):
    """Has LibreOffice, under a profile of this test alone, convert a workbook."""
    out = HERE / f"office-{to.split(':')[0]}"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{HERE}/profile", "--headless", "--convert-to", to,
         "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=240, env={"HOME": str(HERE), "PATH": "/usr/bin:/bin"})
    return out


class Awkward(unittest.TestCase):
    """Seven subjects whose texts a spreadsheet would take for something else."""

    @classmethod
    def setUpClass(cls):
        cls.path = make("awkward")
        cls.book = openpyxl.load_workbook(cls.path)
        cls.ratings = rows_of(cls.book["Final ratings"])
        cls.log = rows_of(cls.book["Decision log"])

    def test_sheets(self):
        self.assertEqual(self.book.sheetnames, SHEETS)

    def test_fairness(self):
        cells = [str(cell.value) for row in self.book["Fairness"].iter_rows() for cell in row if cell.value is not None]
        for question in ("Does the board follow the guideline?", "Do some raters rate lower or higher than others?",
                         "Does a group reach the top cells less often?", "What did calibration change?"):
            self.assertIn(question, cells)
        self.assertTrue(any(cell.startswith("n = ") and "Caveat: " in cell for cell in cells), cells)

    def test_names_stay_texts(self):
        self.assertEqual({row["Employee ID"]: row["Name"] for row in self.ratings}, PEOPLE)
        values = {row["Employee ID"]: row for row in self.ratings}
        self.assertEqual(values["007"]["Cost centre"], "0042")
        self.assertEqual(values["1E5"]["Department"], "-5")
        self.assertEqual(values["008"]["Cost centre"], "TRUE")
        self.assertEqual(values["005"]["Cost centre"], "line\nbreak")
        for row in self.ratings:
            self.assertIsInstance(row["Employee ID"], str)

    def test_no_formula_no_link(self):
        with zipfile.ZipFile(self.path) as package:
            for part in package.namelist():
                text = package.read(part).decode("utf-8")
                if part.startswith("xl/worksheets/"):
                    self.assertNotIn("<f>", text)
                    self.assertNotIn("<f ", text)
                    self.assertNotIn("hyperlink", text)
                self.assertNotIn('TargetMode="External"', text)
        for sheet in self.book:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f", f"{sheet.title} {cell.coordinate}")

    def test_well_formed(self):
        with zipfile.ZipFile(self.path) as package:
            self.assertIsNone(package.testzip())
            self.assertGreater(len(package.namelist()), 12)
            for part in package.namelist():
                xml.dom.minidom.parseString(package.read(part))

    def test_escapes(self):
        with zipfile.ZipFile(self.path) as package:
            text = package.read("xl/worksheets/sheet1.xml").decode("utf-8")
        self.assertIn("_x005F_x0041_", text)
        self.assertIn('<ignoredError sqref="A2:R8" numberStoredAsText="1"/>', text)
        self.assertNotIn("\x07", text)

    def test_headers(self):
        headers = [cell.value for cell in self.book["Final ratings"][1]]
        self.assertEqual(headers[:6], ["Employee ID", "Name", "Rater", "Rater ID", "Department", "Hire date"])
        self.assertEqual(headers[6:8], ["final cell (2)", "Cost centre"])
        self.assertEqual(headers[8:], [
            "Pre-calibration performance", "Pre-calibration potential", "Pre-calibration cell",
            "Final performance", "Final potential", "Final cell", "Changed", "Decisions", "Reason code", "Rationale"])
        self.assertEqual(len({header.casefold() for header in headers}), len(headers))

    def test_dates(self):
        dates = {row["Employee ID"]: row["Hire date"] for row in self.ratings}
        self.assertEqual(dates["007"], datetime.datetime(2015, 2, 28))
        self.assertEqual(dates["008"], datetime.datetime(1999, 12, 31))
        self.assertEqual(dates["1E5"], "2015-02-30")
        self.assertEqual(dates["004"], "1899-01-01")
        self.assertIsNone(dates["003"])

    def test_ratings(self):
        rows = {row["Employee ID"]: row for row in self.ratings}
        moved = rows["1E5"]
        self.assertEqual(
            [moved[key] for key in ("Pre-calibration performance", "Pre-calibration potential",
                                    "Pre-calibration cell", "Final performance", "Final potential", "Final cell")],
            [3, 3, "Star", 2, 2, "Core"])
        self.assertEqual(
            (moved["Changed"], moved["Decisions"], moved["Reason code"]), ("changed", 1, "Scope or role changed"))
        self.assertEqual(moved["Rater"], "=1+1")
        undone = rows["003"]
        self.assertEqual((undone["Changed"], undone["Decisions"], undone["Final cell"]), (None, 2, "Untapped"))
        kept = rows["004"]
        self.assertEqual((kept["Changed"], kept["Rationale"]), ("confirmed", "=Right as it is"))
        self.assertIsNone(kept["Rater"])
        redone = rows["005"]
        self.assertEqual((redone["Changed"], redone["Rationale"]), ("changed", "Has a rating now."))
        self.assertEqual((redone["Pre-calibration cell"], redone["Pre-calibration performance"]), ("Holding area", None))
        one_axis = rows["006"]
        self.assertEqual(
            (one_axis["Final performance"], one_axis["Final potential"], one_axis["Final cell"]),
            (2, None, "Holding area"))

    def test_long_text_is_marked(self):
        text = self.log[0]["Rationale"]
        self.assertLess(len(text), 32768)
        self.assertTrue(text.startswith("r" * 32000))
        self.assertIn("this text has 40000", text)

    def test_formats(self):
        sheet = self.book["Final ratings"]
        changed = [row[0].row for row in sheet.iter_rows(min_row=2)
                   if row[14].value == "changed"]
        self.assertEqual(len(changed), 2)
        for row in sheet.iter_rows(min_row=2):
            tinted = row[0].fill.fgColor.rgb == "FFE3EDF9"
            self.assertEqual(tinted, row[0].row in changed)
            self.assertEqual(row[0].number_format, "@")
            self.assertTrue(row[13].font.bold)
        self.assertEqual(sheet["F2"].number_format, "yyyy-mm-dd")
        self.assertTrue(all(cell.font.bold for cell in sheet[1]))
        self.assertEqual(sheet["R3"].number_format, "General")
        self.assertEqual(self.book["Decision log"]["B2"].number_format, "yyyy-mm-dd hh:mm:ss")
        self.assertEqual(self.book["Distribution"]["E4"].number_format, "0.0%")

    def test_tables(self):
        for title, name, frozen, ref in (
                ("Final ratings", "FinalRatings", "C2", "A1:R8"), ("Decision log", "DecisionLog", "B2", "A1:S8")):
            sheet = self.book[title]
            table = sheet.tables[name]
            self.assertEqual(table.ref, ref)
            self.assertEqual(table.autoFilter.ref, ref)
            self.assertEqual([column.name for column in table.tableColumns], [cell.value for cell in sheet[1]])
            self.assertEqual(sheet.freeze_panes, frozen)
            self.assertGreater(sheet.column_dimensions["B"].width, 19)

    def test_decisions(self):
        self.assertEqual([row["Seq"] for row in self.log], list(range(4, 11)))
        first = self.log[0]
        self.assertEqual(first["Time (UTC)"], datetime.datetime(2025, 11, 21, 9, 5, 0, 250000))
        self.assertEqual((first["From"], first["To"], first["Reason code"]), ("3,3 Star", "2,2 Core", "scope"))
        self.assertEqual(first["Evidence"], '=HYPERLINK("x")\nSecond')
        self.assertEqual((first["Recorded by"], first["Proposed by"], first["Dissent"]), ("Ada", "-Proposer", "Bo"))
        self.assertEqual([row["Decision"] for row in self.log],
                         ["moved", "moved", "undo", "confirmed", "moved", "undo", "redo"])
        self.assertEqual([row["In force"] for row in self.log], ["yes", "no", "yes", "yes", "yes", "no", "yes"])
        self.assertEqual((self.log[1]["Undone by"], self.log[2]["Reverts"], self.log[6]["Reverts"]), (6, 5, 9))

    def test_ninebox(self):
        values = [cell for row in self.book["Nine-box"].iter_rows(values_only=True) for cell in row if cell is not None]
        for name in PEOPLE.values():
            self.assertEqual(values.count(name), 1, name)
        for label in ("Star", "Core", "Needs support", "High impact"):
            self.assertEqual(values.count(label), 1)
        self.assertIn("Holding area: 1", values)
        sheet = self.book["Nine-box"]
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
        # One page is the format's default.
        self.assertEqual((sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth), (None, None))

    def test_distribution(self):
        sheet = self.book["Distribution"]
        self.assertEqual([cell.value for cell in sheet[4]][:4], ["1 Below", 1, 1, 0])
        self.assertEqual([cell.value for cell in sheet[5]][7:10], [3, 4, "within"])
        with zipfile.ZipFile(self.path) as package:
            charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
            self.assertEqual(len(charts), 2)
            first = package.read(charts[0]).decode("utf-8")
        self.assertIn("<c:barChart>", first)
        self.assertEqual(first.count("<c:ser>"), 4)
        self.assertIn("Distribution!$B$4:$B$6", first)

    def test_about(self):
        rows = [[cell for cell in row if cell is not None]
                for row in self.book["About"].iter_rows(values_only=True)]
        facts = {row[0]: row[1:] for row in rows if len(row) > 1}
        self.assertEqual(facts["Log id"], ["0123456789abcdef0123456789abcdef"])
        self.assertEqual(facts["Size, in records"], [11])
        self.assertEqual(facts["Root (hex)"], ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"])
        self.assertEqual(facts["Written (UTC)"], [datetime.datetime(2025, 11, 21, 9, 6, 40)])
        self.assertEqual(facts["Subjects"], [7, 7, "equal"])
        self.assertEqual(facts["Subjects with both levels"], [5, 5, "equal"])
        self.assertEqual(facts["Performance levels added up"], [11, 12, "differs"])
        self.assertEqual(facts["Pre-calibration in 2,2 Core"], [99, 2, "differs"])
        self.assertEqual(facts["Ratings changed"], [2])
        self.assertEqual(facts["Texts too long for a cell, each marked where it is cut"], [2])

    def test_standard_output(self):
        written = subprocess.run([MAKE, "awkward", "0", "-"], check=True, capture_output=True)
        self.assertEqual(written.stdout, self.path.read_bytes())

    def test_office_reads_the_same(self):
        out = office(self.path, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1')
        with open(out / f"{self.path.stem}-Final ratings.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(len(rows), 8)
        self.assertEqual([row[0] for row in rows[1:]], list(PEOPLE))
        self.assertEqual([row[1] for row in rows[1:5]], ["=1+1", "+44 20", "-Minus", "@At"])
        self.assertEqual(rows[4][6], "_x0041_")
        self.assertEqual(rows[1][5], "2015-02-28")
        with open(out / f"{self.path.stem}-Decision log.csv", encoding="utf-8", newline="") as file:
            log = list(csv.reader(file))
        self.assertEqual(len(log), 8)
        self.assertEqual(log[1][1], "2025-11-21 09:05:00")
        self.assertEqual(log[4][10], "=Right as it is")


class Large(unittest.TestCase):
    def test_further_sheets(self):
        book = openpyxl.load_workbook(make("500", 200))
        ratings = [sheet for sheet in book if sheet.title.startswith("Final ratings")]
        self.assertEqual([sheet.title for sheet in ratings], [f"Final ratings{n}" for n in ("", " (2)", " (3)")])
        ids = [row["Employee ID"] for sheet in ratings for row in rows_of(sheet)]
        self.assertEqual(ids, [f"E{i}" for i in range(500)])
        for sheet in ratings:
            self.assertEqual(len(sheet.tables), 1)
            self.assertEqual(sheet["A1"].value, "Employee ID")
        seqs = [row["Seq"] for sheet in book if sheet.title.startswith("Decision log") for row in rows_of(sheet)]
        self.assertEqual(seqs, list(range(4, 4 + len(seqs))))

    def test_thousands_of_names(self):
        book = openpyxl.load_workbook(make("5000"), read_only=True)
        names = [cell for row in book["Nine-box"].iter_rows(min_row=4, values_only=True) for cell in row
                 if isinstance(cell, str) and cell.startswith("Subject ")]
        self.assertEqual(len(names), 5000)
        self.assertEqual(len(set(names)), 5000)

    def test_nobody(self):
        book = openpyxl.load_workbook(make("0"))
        self.assertEqual(book["Final ratings"].tables["FinalRatings"].ref, "A1:O2")
        self.assertEqual(book["Decision log"].tables["DecisionLog"].ref, "A1:S2")
        self.assertEqual(rows_of(book["Decision log"]), [])

    def test_one_page(self):
        path = make("200")
        pages = office(path, "pdf") / f"{path.stem}.pdf"
        text = subprocess.run(["pdftotext", "-layout", str(pages), "-"], check=True, capture_output=True, text=True)
        ninebox = [page for page in text.stdout.split("\f") if "Potential 3: High" in page]
        self.assertEqual(len(ninebox), 1)
        for label in ("Untapped", "Star", "Core", "Expert", "Holding area"):
            self.assertIn(label, ninebox[0])
        self.assertEqual(len(set(re.findall(r"Subject \d+", ninebox[0]))), 200)


if __name__ == "__main__":
    unittest.main()
