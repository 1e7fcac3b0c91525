"""Read a workbook: the heads that are known, and the rows below with their numbers."""

from io import BytesIO
from zipfile import BadZipFile

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pyp_portal import thai
from pyp_portal.imports.columns import COLUMNS, head_key, heads
from pyp_portal.uploads import checks
from pyp_portal.uploads.limits import refuse_larger

MOST_BYTES = 5 * 2**20
MOST_ROWS = 10_000
WIDE = 40  # columns that are looked at
BROKEN = (BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError)


def content_of(uploaded):
    """The bytes of a file that really is a workbook; ValidationError bears a plain sentence."""
    content = uploaded.read(MOST_BYTES + 1)
    refuse_larger(len(content), MOST_BYTES)
    if checks.kind_of(content) != "xlsx":
        raise ValidationError(
            _("This is not an Excel file (.xlsx). Download the template, and fill it in.")
        )
    return checks.checked("xlsx", content)[0]


def rows_of(kind, content):
    """[(number in the file, {name of the column: text})] of the rows that say something."""
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a program notes of its size may be wrong
        lines = list(sheet.iter_rows(max_col=WIDE, max_row=MOST_ROWS + 2, values_only=True))
    except (*BROKEN, IndexError):
        raise checks.broken() from None
    texts = [[text_of(cell) for cell in line] for line in lines]
    names = named(kind, texts[0] if texts else [])
    found = [
        (number, {name: line[at] if at < len(line) else "" for name, at in names.items()})
        for number, line in enumerate(texts[1:], start=2)
        if any(line)
    ]
    refuse_count(found)
    return found


def refuse_count(rows):
    """An empty list, and one that is too long."""
    if not rows:
        raise ValidationError(_("The file has no row below its heads."))
    if len(rows) > MOST_ROWS:
        words = {"most": MOST_ROWS}
        raise ValidationError(_("A file has at most %(most)d rows. Send it in parts.") % words)


def named(kind, line):
    """{name of a column: its place in the file}; what is missing or unknown is named."""
    known, columns = heads(kind), COLUMNS[kind]
    found = {}
    for at, text in enumerate(line):
        if not text:
            continue
        place = known.get(head_key(text))
        if place is None or columns[place].name in found:
            words = {"name": text}
            raise ValidationError(
                _(
                    "The column “%(name)s” is not one of the template, or stands there twice. "
                    "The heads must stand in the first row of the first sheet."
                )
                % words
            )
        found[columns[place].name] = at
    missing = [str(one.label) for one in columns if one.required and one.name not in found]
    if missing:
        words = {"names": ", ".join(missing)}
        raise ValidationError(_("These columns are missing: %(names)s.") % words)
    return found


def text_of(cell):
    """A cell as it was typed; a code that the program made a number of is a code again."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return thai.normalise(str(cell))
