"""Lists as spreadsheets: XLSX first, CSV for other programs. No text can become a formula."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper

import xlsxwriter
from django.utils import timezone

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HARMLESS = {"-"}  # how people write "none"
WIDTH = 12, 60  # narrowest and widest column, in letters


def neutral(value):
    """A value that no spreadsheet runs: text that starts like a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    is_formula = text.lstrip(" \n").startswith(FORMULA_STARTS) and text not in HARMLESS
    return f"'{text}" if is_formula else text


def write_xlsx(file, headers, rows):
    """A workbook with one sheet, row by row in little memory.

    The headers stand still above the rows and filter them.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet()
        _dress(book, sheet, headers)
        cell = book.add_format({"font_name": "Sarabun", "valign": "top", "text_wrap": True})
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, last, column, neutral(value), cell)
        sheet.autofilter(0, 0, last, len(headers) - 1)


def _dress(book, sheet, headers):
    """Column widths, and the head: bold, tinted, always in sight."""
    head = book.add_format(
        {
            "font_name": "Sarabun",
            "bold": True,
            "bg_color": "#E8EDF5",
            "border": 1,
            "text_wrap": True,
            "valign": "vcenter",
        }
    )
    for column, header in enumerate(headers):
        sheet.set_column(column, column, min(max(len(str(header)) + 4, WIDTH[0]), WIDTH[1]))
        sheet.write_string(0, column, str(neutral(str(header))), head)
    sheet.freeze_panes(1, 0)


def _write(sheet, row, column, value, cell):
    write = sheet.write_string if isinstance(value, str) else sheet.write
    write(row, column, value, cell)


def write_csv(file, headers, rows):
    """The same as comma-separated text, marked as UTF-8 so that Excel shows Thai."""
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow([neutral(str(header)) for header in headers])
    writer.writerows([neutral(value) for value in row] for row in rows)
    text.detach()
