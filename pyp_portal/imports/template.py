"""The workbook to fill in: heads, lists to choose from, and what each column takes."""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from pyp_portal.imports.columns import COLUMNS, YES
from pyp_portal.imports.models import Kind

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LINES = 5000  # for which the lists are offered
FONT = {"font_name": "Sarabun", "font_size": 11, "valign": "top"}


def workbook(kind, lists):
    """The bytes of the empty list; ``lists`` are the words to choose from, by column."""
    file, columns = BytesIO(), COLUMNS[kind]
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        head = book.add_format({**FONT, "bold": True, "border": 1, "bg_color": "#E4ECF8"})
        cell = book.add_format({**FONT, "num_format": "@"})  # a code keeps its noughts
        sheet = book.add_worksheet(Kind(kind).label[:31])
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, 28, cell)
            sheet.write_string(0, at, headed(column), head)
        explain(book, columns, head)
        offer(book, sheet, columns, lists)
    return file.getvalue()


def headed(column):
    return f"{column.label} *" if column.required else str(column.label)


def explain(book, columns, head):
    """A sheet that says what each column takes."""
    sheet = book.add_worksheet(_("What to fill in"))
    wrap = book.add_format({**FONT, "text_wrap": True})
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, 1, 70)
    sheet.write_string(0, 0, _("Column"), head)
    sheet.write_string(0, 1, _("What stands in it"), head)
    for row, column in enumerate(columns, start=1):
        said = [_("Required") if column.required else _("May be empty"), str(column.help)]
        said += [_("Choose from the list")] if column.words else []
        sheet.write_string(row, 0, headed(column), wrap)
        sheet.write_string(row, 1, " · ".join(filter(None, said)), wrap)


def offer(book, sheet, columns, lists):
    """The lists of the columns, on a hidden sheet."""
    words = book.add_worksheet("_")
    words.hide()
    for at, column in enumerate(columns):
        if chosen := lists.get(column.name):
            words.write_column(0, at, chosen)
            first = xlsxwriter.utility.xl_rowcol_to_cell(0, at, True, True)
            last = xlsxwriter.utility.xl_rowcol_to_cell(len(chosen) - 1, at, True, True)
            rule = {"validate": "list", "source": f"='_'!{first}:{last}"}
            sheet.data_validation(1, at, LINES, at, rule)


def lists_of(kind, provinces, types):
    """The words of each list in the language of who asks."""
    if kind == Kind.AGENCIES:
        return {"type": types, "province": provinces}
    return {"can_submit": [str(YES)]}
