"""Spreadsheets: readable by Excel in Thai, and harmless (S18)."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest

from pyp_portal.papers.tables import neutral, write_csv, write_xlsx
from tests.test_shape import CODE, where

HEADERS = ["ที่", "ชื่อ"]
DANGEROUS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "=HYPERLINK(1)",
]


def written(write, headers, rows):
    """What a writer has put into a file."""
    file = BytesIO()
    write(file, headers, rows)
    return file.getvalue()


def sheet(headers, rows):
    return openpyxl.load_workbook(BytesIO(written(write_xlsx, headers, rows))).active


@pytest.mark.parametrize("text", DANGEROUS)
def test_s18_no_text_becomes_a_formula_in_any_cell(text):
    assert neutral(text) == f"'{text}"
    cells = [
        cell for row in sheet([text, "ชื่อ"], [[text, "ก"]]).iter_rows(max_col=1) for cell in row
    ]
    assert [cell.data_type for cell in cells] == ["s", "s"]
    assert {str(cell.value)[0] for cell in cells} == {"'"}
    body = written(write_csv, [text], [[text]]).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(body, newline="")))
    assert rows == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (-5, -5),
        (True, True),
        (Decimal("81.25"), Decimal("81.25")),
        (date(2025, 1, 6), "2025-01-06"),
        (datetime(2025, 1, 6, 10, 0, tzinfo=UTC), "2025-01-06 17:00"),
        ("-", "-"),
        ("น้ำใจ", "น้ำใจ"),
        ("081-234", "081-234"),
    ],
)
def test_other_values_stay_what_they_are(value, cell):
    assert neutral(value) == cell


def test_a_sheet_has_a_standing_head_and_a_filter():
    cells = sheet(HEADERS, [[1, "สมชาย"], [2, "น้ำผึ้ง"]])
    rows = [[cell.value for cell in row] for row in cells.iter_rows()]
    assert rows == [HEADERS, [1, "สมชาย"], [2, "น้ำผึ้ง"]]
    assert (cells.freeze_panes, cells.auto_filter.ref) == ("A2", "A1:B3")
    assert cells["A1"].font.bold


def test_an_empty_list_is_a_sheet_with_its_head():
    cells = sheet(HEADERS, [])
    assert [cell.value for cell in cells[1]] == HEADERS


def test_csv_opens_as_thai_in_excel():
    assert written(write_csv, HEADERS, [[1, "น้ำใจ"]]) == "\ufeffที่,ชื่อ\r\n1,น้ำใจ\r\n".encode()


def test_s18_spreadsheets_are_written_in_two_places_only():
    """So that no list goes round it: names, agencies and file names pass through ``neutral``.

    The other is the form to be filled in without network, whose answers have to come back as
    they are: its cells are texts for good, which its own test shows.
    """
    found = where(CODE, r"^(import|from) (csv|xlsxwriter|pandas|odf)\b")
    readers = {"cohorts/meeting_list.py"}  # what the programme of a meeting wrote
    assert {place.partition(":")[0] for place in found} - readers == {
        "proposals/offline/writing.py",
        "pyp_portal/papers/tables.py",
    }
