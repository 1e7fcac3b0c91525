"""Spreadsheets: readable by Excel in Thai, and harmless (S18)."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.utils import translation

from pyp_portal.papers.tables import letters_of, neutral, write_csv, write_xlsx
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
    "\u200b=1",
    "\u00a0@1",
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


def test_s18_spreadsheets_are_written_in_three_places_only():
    """So that no list goes round it: names, agencies and file names pass through ``neutral``.

    Another is the form to be filled in without network, whose answers have to come back as
    they are: its cells are texts for good, which its own test shows. The third is the empty
    list for an import, which bears the portal's own words and nobody else's.
    """
    found = where(CODE, r"^(import|from) (csv|xlsxwriter|pandas|odf)\b")
    readers = {"cohorts/meeting_list.py"}  # what the programme of a meeting wrote
    assert {place.partition(":")[0] for place in found} - readers == {
        "proposals/offline/writing.py",
        "pyp_portal/imports/template.py",
        "pyp_portal/papers/tables.py",
    }


# --- What Excel gets ----------------------------------------------------------------------


def test_dates_and_numbers_are_such_and_shown_in_the_buddhist_era():
    moment = datetime(2025, 1, 6, 10, 0, 5, tzinfo=UTC)
    row = [date(2025, 1, 6), moment, 7, Decimal("81.25"), "081-234", None, float("inf")]
    cells = sheet(["ก"] * len(row), [row])[2]
    assert [cell.value for cell in cells] == [
        datetime(2025, 1, 6),
        datetime(2025, 1, 6, 17, 0, 5),
        7,
        81.25,
        "081-234",
        None,
        "inf",
    ]
    assert [cell.is_date for cell in cells[:3]] == [True, True, False]
    assert cells[0].number_format == "[$-107041E]d mmm yyyy"


def test_who_reads_english_gets_plain_dates():
    with translation.override("en"):
        assert sheet(["a"], [[date(2025, 1, 6)]])["A2"].number_format == "yyyy-mm-dd"


def test_a_date_before_excels_time_is_a_text():
    cells = sheet(["ก", "ข"], [[date(1890, 1, 6), datetime(1890, 1, 6, tzinfo=UTC)]])[2]
    assert [cell.data_type for cell in cells] == ["s", "s"]


def test_columns_are_as_wide_as_what_stands_in_them():
    rows = [["ที่" * 80, "สั้น", "กี่ปี"], [None, "บรรทัดแรก\nบรรทัดที่สองยาวกว่า", 5]]
    widths = sheet(["ก", "ข", "ค"], rows).column_dimensions
    assert [round(widths[letter].width) for letter in "ABC"] == [61, 18, 13]


def test_marks_above_and_below_take_no_room():
    assert letters_of("ที่นี่\nน้ำใจ") == 4


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("ข้อเสนอ 2568", "ข้อเสนอ 2568"),
        ("ผล: [รอบ/1] *?", "ผล รอบ 1"),
        ("'ก'", "ก"),
        ("[]", "รายการ"),
        ("ก" * 40, "ก" * 31),
    ],
)
def test_the_sheet_has_the_name_of_the_list(title, name):
    file = BytesIO()
    write_xlsx(file, HEADERS, [], title=title)
    assert openpyxl.load_workbook(file).sheetnames == [name]


def test_what_does_not_fit_on_a_sheet_goes_on_the_next(monkeypatch):
    monkeypatch.setattr("pyp_portal.papers.tables.MOST_ROWS", 2)
    file = BytesIO()
    write_xlsx(file, HEADERS, [[n, "ก"] for n in range(5)], title="ก" * 31)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["ก" * 31, f"{'ก' * 27} (2)", f"{'ก' * 27} (3)"]
    assert [[row[0].value for row in one.iter_rows()] for one in book] == [
        ["ที่", 0, 1],
        ["ที่", 2, 3],
        ["ที่", 4],
    ]
    assert {one.freeze_panes for one in book} == {"A2"}


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark():
    value = sheet(["ก"], [["=" + "ก" * 40_000]])["A2"].value
    assert (len(value), value[:2], value[-1]) == (32_767, "'=", "…")
