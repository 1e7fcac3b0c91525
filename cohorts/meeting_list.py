"""The attendance list of an online meeting: read, and matched with the people invited.

Programs write such lists in many ways: CSV or Excel, with a summary above, once a line for
each time that somebody joined. Times count on the day of the session only.
"""

import csv
import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pyp_portal import thai
from pyp_portal.uploads import checks
from pyp_portal.uploads.limits import refuse_larger

MOST_BYTES = 2 * 2**20
MOST_LINES = 3000
HEAD_WITHIN = 30  # lines in which the names of the columns must stand
COLUMNS = {
    "name": ("name", "ชื่อ"),
    "email": ("email", "e-mail", "อีเมล", "user principal name", "upn"),
    "join": ("join", "เข้า"),
    "leave": ("leave", "left", "ออก"),
}
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([AaPp][Mm])?")
_DAY = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})")
_TITLE = re.compile(r"^(นางสาว|นาง|นาย|น\.ส\.|ดร\.|ว่าที่ร้อยตรี|mr\.?|mrs\.?|ms\.?|miss)\s*", re.I)
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


@dataclass
class Line:
    """One person of the list, with all the times at which they joined and left."""

    name: str
    email: str
    stays: list = field(default_factory=list)  # (joined, left): moments, or None
    other_days: int = 0


def read(uploaded, session):
    """The people of the list; ``ValidationError`` bears a plain sentence."""
    content = uploaded.read(MOST_BYTES + 1)
    refuse_larger(len(content), MOST_BYTES)
    rows = table_of(content)
    columns, body = headed(rows)
    people = {}
    for cells in body:
        values = {name: cell(cells, place) for name, place in columns.items()}
        name, email = text_of(values.get("name")), text_of(values.get("email")).lower()
        if not (name or email):
            continue
        line = people.setdefault((email, name_key(name)), Line(name, email))
        add_stay(line, values, session)
    if not people:
        raise ValidationError(_("The list names nobody."))
    return list(people.values())


def table_of(content):
    """The cells of an Excel file, or of text with commas, semicolons or tabs."""
    if checks.kind_of(content) == "xlsx":
        content, _pages = checks.checked("xlsx", content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            list(row) for row in book.worksheets[0].iter_rows(max_row=MOST_LINES, values_only=True)
        ]
    text = decoded(content)
    first = text[:4000]
    mark = max("\t,;", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return [row for _n, row in zip(range(MOST_LINES), lines, strict=False)]
    except csv.Error:
        raise unreadable() from None


def decoded(content):
    """Text as meeting programs and Thai Windows write it."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise unreadable()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp874", errors="replace")


def unreadable():
    return ValidationError(
        _("This is no list that can be read here. Save it as CSV or Excel (.xlsx) and send that.")
    )


def headed(rows):
    """({column: place}, lines below) of the first line that names a person's column."""
    for number, cells in enumerate(rows[:HEAD_WITHIN]):
        found = {}
        for place, value in enumerate(cells):
            kind = column_of(text_of(value).lower())
            if kind and kind not in found:
                found[kind] = place
        if {"name", "email"} & set(found) and len([c for c in cells if text_of(c)]) > 1:
            return found, rows[number + 1 :]
    raise ValidationError(
        _("No column of the list is named “Name” or “E-mail”. Please add a line that names them.")
    )


def column_of(words):
    """What a column holds, by its name, or ""."""
    if any(word in words for word in COLUMNS["email"]):
        return "email"
    kinds = ("join", "leave", "name")
    return next((kind for kind in kinds if any(w in words for w in COLUMNS[kind])), "")


def cell(cells, place):
    return cells[place] if place < len(cells) else None


def text_of(value):
    """A cell as text."""
    return "" if value is None else thai.normalise(str(value))


def add_stay(line, values, session):
    """Note when the person joined and left; what was on another day is only counted."""
    joined, left = (values.get(name) for name in ("join", "leave"))
    if joined is None or not text_of(joined):
        return
    if is_other_day(joined, session.held_on):
        line.other_days += 1
        return
    line.stays.append((moment_of(joined, session), moment_of(left, session)))


def is_other_day(value, day):
    """True when the cell names a date, and it is not the day of the session."""
    if isinstance(value, datetime):
        return value.date() != day
    if isinstance(value, time):
        return False
    found = _DAY.search(text_of(value))
    if not found:
        return False
    numbers = sorted(int(part) for part in found.groups())
    years = (day.year, day.year + 543, day.year % 100, (day.year + 543) % 100)
    return not any(numbers == sorted((day.day, day.month, year)) for year in years)


def moment_of(value, session):
    """The moment of a cell on the day of the session, or None where it names no time."""
    if isinstance(value, datetime | time):
        hour, minute = value.hour, value.minute
    else:
        found = _CLOCK.search(_DAY.sub("", text_of(value)))
        if not found:
            return None
        hour, minute = int(found[1]), int(found[2])
        if found[3]:
            hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    return session.starts_at.replace(hour=hour, minute=minute)


def name_key(name):
    """A name as it is compared: without title, brackets, blanks and case."""
    plain = _BRACKETS.sub("", thai.normalise(name)).strip()
    return re.sub(r"\s", "", _TITLE.sub("", plain)).lower()


def index_of(people):
    """({e-mail: people}, {name: people}); who stands under one key twice is no match."""
    emails, names = defaultdict(list), defaultdict(list)
    for one in people:
        person = one.person
        if person is not None and person.email:
            emails[person.email.lower()].append(one)
        for key in keys_of(one):
            names[key].append(one)
    return emails, names


def keys_of(one):
    """The names under which somebody may have joined."""
    person = one.person
    spoken = [f"{person.given_th} {person.family_th}"] if person else []
    spoken += [getattr(one, "name_th", "")]
    return {name_key(name) for name in spoken} - {""}
