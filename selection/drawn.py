"""The cells of the grid of readers, written at once: a page has a thousand and more of them.

What a seat needs in each row is escaped once; what is the same in many cells is made once.
"""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from pyp_portal.templatetags.look import icon

BOX = (
    '<label class="form-check"><input class="form-check-input" type="checkbox" name="reads" '
    'value="%s"%s><span class="visually-hidden">%s: %s</span>%s</label>'
)


class Pen:
    """Writes the cells of one page in the language of whoever asked for it."""

    def __init__(self, may_manage):
        self.may_manage = may_manage
        self.names, self.closed = {}, {}
        self.reads = format_html(
            '{}<span class="visually-hidden">{}</span>', icon("check"), _("Reads it")
        )
        self.silent = format_html('<span class="text-xs quiet">{}</span>', _("not declared"))

    def row(self, row):
        """All cells of one proposal."""
        code = conditional_escape(row.proposal.code)
        cells = (
            f'<td data-label="{self.name(cell.seat)}">{self.inside(cell, code)}</td>'
            for cell in row.cells
        )
        return mark_safe("".join(cells))  # noqa: S308 - each part is escaped

    def name(self, seat):
        if seat.pk not in self.names:
            self.names[seat.pk] = conditional_escape(str(seat.user))
        return self.names[seat.pk]

    def inside(self, cell, code):
        """Why not, whether it is read, or the box that says so."""
        if cell.refusal and not cell.is_reader:
            return self.lock(cell.refusal)
        if not self.may_manage:
            return self.reads if cell.is_reader else ""
        ticked = " checked" if cell.is_reader else ""
        note = self.silent if cell.is_reader and not cell.has_declared else ""
        return BOX % (conditional_escape(cell.value), ticked, self.name(cell.seat), code, note)

    def lock(self, why):
        if why not in self.closed:
            drawing = (
                '<span class="quiet" title="{0}">{1}<span class="visually-hidden">{0}</span></span>'
            )
            self.closed[why] = format_html(drawing, why, icon("lock"))
        return self.closed[why]


def cells(grid, may_manage):
    """Give each row of the grid its cells as they are shown."""
    pen = Pen(may_manage)
    for row in grid.rows:
        row.drawn = pen.row(row)
    return grid
