"""Lists as spreadsheets: XLSX first, CSV for other programs. No text can become a formula."""

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from io import TextIOWrapper
from math import isfinite
from unicodedata import category

import xlsxwriter
from django.utils import timezone, translation

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
UNSEEN = " \n\u00a0\u200b\u200c\u200d\u2060\ufeff"  # what a program may drop before it reads
HARMLESS = {"-"}  # how people write "none"
WIDTH = 12, 60  # narrowest and widest column, in letters
MEASURED = 200  # rows that say how wide a column has to be
LONGEST = 32_767  # letters of a cell
MOST_ROWS = 1_000_000  # of a sheet; what is more goes on another
FIRST_DAY = date(1900, 3, 1)  # before it Excel counts the days wrongly
MADE = datetime(2025, 1, 1)  # so that the same rows are the same file
SHEET_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
DATES = {  # as an office writes them; Excel keeps the date behind it
    "th": ("[$-107041E]d mmm yyyy", "[$-107041E]d mmm yyyy hh:mm"),
    "en": ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"),
}


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
    is_formula = text.lstrip(UNSEEN).startswith(FORMULA_STARTS) and text not in HARMLESS
    return f"'{text}" if is_formula else text


def write_xlsx(file, headers, rows, title=""):
    """A workbook with one sheet, row by row in little memory; dates and numbers are such.

    The headers stand still above the rows and filter them.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": MADE, "title": title})
        formats = Formats(book)
        sheet = Sheet(book, formats, headers, title)
        for row in rows:
            if sheet.is_full:
                sheet = sheet.next()
            sheet.write(row)
        sheet.end()


class Formats:
    """How the cells of a workbook look."""

    def __init__(self, book):
        cell = {"font_name": "Sarabun", "valign": "top"}
        head = {"font_name": "Sarabun", "valign": "vcenter", "bold": True, "border": 1}
        day, moment = DATES["en" if translation.get_language() == "en" else "th"]
        self.head = book.add_format({**head, "bg_color": "#E8EDF5", "text_wrap": True})
        self.text = book.add_format({**cell, "text_wrap": True})
        self.day = book.add_format({**cell, "num_format": day, "align": "left"})
        self.moment = book.add_format({**cell, "num_format": moment, "align": "left"})


class Sheet:
    """One sheet: the head always in sight, a filter, columns as wide as what stands in them."""

    def __init__(self, book, formats, headers, title, number=1):
        self.book, self.formats, self.title, self.number = book, formats, title, number
        self.headers = [str(neutral(str(header))) for header in headers]
        self.sheet = book.add_worksheet(sheet_name(title, number))
        self.last = 0
        self.letters = [letters_of(header) + 4 for header in self.headers]
        for column, header in enumerate(self.headers):
            self.sheet.write_string(0, column, header, formats.head)
        self.sheet.freeze_panes(1, 0)

    @property
    def is_full(self):
        return self.last >= MOST_ROWS

    def write(self, row):
        self.last += 1
        for column, value in enumerate(row):
            self._write(column, value)
        if self.last <= MEASURED:
            self._measure(row)

    def _write(self, column, value):
        write, formats, value = self.sheet, self.formats, typed(value)
        if value == "":
            return
        if isinstance(value, str):
            write.write_string(self.last, column, value, formats.text)
        elif isinstance(value, date):
            look = formats.moment if isinstance(value, datetime) else formats.day
            write.write_datetime(self.last, column, value, look)
        else:
            write.write(self.last, column, value, formats.text)

    def _measure(self, row):
        for column, value in enumerate(row):
            is_moment = isinstance(value, datetime)
            wide = 18 if is_moment else letters_of(str(value)) if value is not None else 0
            self.letters[column] = max(self.letters[column], wide + 2)

    def end(self):
        for column, letters in enumerate(self.letters):
            self.sheet.set_column(column, column, min(max(letters, WIDTH[0]), WIDTH[1]))
        self.sheet.autofilter(0, 0, self.last, len(self.headers) - 1)

    def next(self):
        """The sheet behind a full one."""
        self.end()
        return Sheet(self.book, self.formats, self.headers, self.title, self.number + 1)


def typed(value):
    """A cell for Excel: a date stays a date, text is harmless and fits into a cell."""
    if isinstance(value, datetime):
        moment = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
        return moment if moment.date() >= FIRST_DAY else neutral(value)
    if isinstance(value, date):
        return value if value >= FIRST_DAY else neutral(value)
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    found = neutral(value)
    if isinstance(found, str) and len(found) > LONGEST:
        return found[: LONGEST - 1] + "…"
    return found


def letters_of(text):
    """How wide the longest line of a text is: marks above and below take no room."""
    lines = text[:500].split("\n")
    return max(sum(category(letter) != "Mn" for letter in line) for line in lines)


def sheet_name(title, number=1):
    """A name that Excel takes, made of the title of the list."""
    behind = f" ({number})" if number > 1 else ""
    name = " ".join(FORBIDDEN.sub(" ", str(title)).split())[: SHEET_NAME - len(behind)]
    name = name.strip("' ")
    return f"{name}{behind}" if name else f"รายการ{behind}"


def write_csv(file, headers, rows, title=""):
    """The same as comma-separated text, marked as UTF-8 so that Excel shows Thai."""
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow([neutral(str(header)) for header in headers])
    writer.writerows([neutral(value) for value in row] for row in rows)
    text.detach()
