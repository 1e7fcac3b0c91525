"""Read the workbook back: what it says, as a page of the form would have sent it."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import openpyxl
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from proposals import places
from proposals.forms.choosing import Choices
from proposals.offline.lines import (
    AREAS,
    FACTS,
    FIRST,
    SHEET,
    WIDE,
    Words,
    asked,
    columns_of,
)
from proposals.questions import STEPS, Kind
from pyp_portal import thai
from pyp_portal.accounts.models import Agency
from pyp_portal.uploads import checks
from pyp_portal.uploads.limits import refuse_larger

MOST_BYTES = 5 * 2**20
MOST_LINES = 400  # of a sheet
_MARKS = re.compile(r"^(อำเภอ|อ\.|เขต|ตำบล|ต\.|แขวง)\s*")


@dataclass
class Sheets:
    """What a file says: facts of its making, and the typed answers by question."""

    facts: dict
    texts: dict = field(default_factory=dict)  # name to a text
    chosen: dict = field(default_factory=dict)  # name to words
    rows: dict = field(default_factory=dict)  # name to rows of texts

    @property
    def names(self):
        """The questions that are answered in the file."""
        return frozenset(self.texts) | frozenset(self.chosen) | frozenset(self.rows)


def read(uploaded):
    """The sheets of an uploaded file; ``ValidationError`` bears a plain sentence."""
    content = uploaded.read(MOST_BYTES + 1)
    refuse_larger(len(content), MOST_BYTES)
    if checks.kind_of(content) != "xlsx":
        raise ValidationError(_("This is not an Excel file (.xlsx). Send the file of the form."))
    content, _pages = checks.checked("xlsx", content)
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    sheets = Sheets(facts_in(book))
    for step in STEPS:
        name = SHEET.format(step)
        if name in book.sheetnames:
            gather(sheets, book[name])
    return sheets


def facts_in(book):
    """Where the file comes from; another workbook is refused."""
    try:
        first = next(book[FACTS].iter_rows(max_row=1, max_col=1, values_only=True))
        facts = json.loads(first[0])
        version, was = int(facts["version"]), dict(facts["was"])
        return {"code": str(facts["code"]), "version": version, "was": was}
    except (KeyError, StopIteration, TypeError, ValueError):
        text = _(
            "This Excel file is not the form of this portal. Download the form, and fill it in."
        )
        raise ValidationError(text) from None


def gather(sheets, sheet):
    """Put the lines of one sheet to their questions; empty ones say nothing."""
    for cells in sheet.iter_rows(max_row=MOST_LINES, max_col=FIRST + WIDE, values_only=True):
        marker, _label, *values = [text_of(cell) for cell in cells]
        kind, _colon, name = marker.partition(":")
        if not any(values):
            continue
        if kind == "t":
            sheets.texts[name] = values[0]
        elif kind == "c":
            sheets.chosen.setdefault(name, []).extend(value for value in values if value)
        elif kind == "r":
            sheets.rows.setdefault(name, []).append(values)


def text_of(cell):
    """A cell as it was typed; a date that the program has made of a month is a month again."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.month}/{cell.year if cell.year > 2400 else cell.year + 543}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return thai.normalise(str(cell))


class Post:
    """The sheets in the words of the form: names of its fields, codes instead of words."""

    def __init__(self, proposal, sheets):
        self.form, self.sheets = proposal.form, sheets
        self.words = Words(Choices(proposal))
        self.data = QueryDict(mutable=True)

    def filled(self):
        """All that the file says, as the pages of the steps would have sent it."""
        for step in STEPS:
            for question in asked(self.form, step):
                if question.name in self.sheets.names:
                    self.question(question)
        return self.data

    def question(self, question):
        name = question.name
        if question.kind == Kind.ROWS:
            self.put_rows(question, self.sheets.rows.get(name, []))
        elif question.kind == Kind.CHOICES:
            words = self.sheets.chosen.get(name, [])
            values = [str(self.words.value(question.source, word)) for word in words]
            self.data.setlist(name, list(dict.fromkeys(values)))
        else:
            text = self.sheets.texts.get(name, "")
            is_list = bool(question.source)
            self.data[name] = str(self.words.value(question.source, text)) if is_list else text

    def put_rows(self, question, rows):
        name = question.name
        self.data[f"{name}-TOTAL_FORMS"], self.data[f"{name}-INITIAL_FORMS"] = str(len(rows)), "0"
        for number, values in enumerate(rows):
            cells = dict(zip(columns_of(question), values, strict=False))
            for column, text in cells.items():
                self.put(f"{name}-{number}-{column.name}", column, text)
            self.put_whole(question, f"{name}-{number}", {c.name: t for c, t in cells.items()})

    def put(self, key, column, text):
        """One cell of a row."""
        if column.kind == Kind.MONTH:
            self.data[f"{key}_0"], self.data[f"{key}_1"] = text, ""
        elif column.kind == Kind.BOOL:
            if text:
                self.data[key] = "on"
        else:
            self.data[key] = str(self.words.value(column.source, text)) if column.source else text

    def put_whole(self, question, prefix, texts):
        """What a row says as a whole: a place of the list, an agency of the register."""
        if question.key == AREAS:
            code = self.data[f"{prefix}-province_code"]
            names = [_MARKS.sub("", texts[part]) for part in ("district_th", "subdistrict_th")]
            self.data[f"{prefix}-place"] = place_key(code, *names)
        if any(column.source == "agencies" for column in question.columns):
            found = Agency.objects.existing().filter(name_th=texts["name_th"])[:2]
            if len(found) == 1:
                self.data[f"{prefix}-agency"] = found[0].code


def place_key(code, district, subdistrict):
    """The place as the form sends it; the districts of Bangkok bear their word in the list."""
    for mark, small in (("", ""), ("เขต", ""), ("เขต", "แขวง")):
        parts = [code, district and mark + district, subdistrict and small + subdistrict]
        key = places.SEPARATOR.join(parts).rstrip(places.SEPARATOR)
        if places.of_key(key):
            return key
    return places.SEPARATOR.join([code, district, subdistrict]).rstrip(places.SEPARATOR)
