"""The columns of the list: what a cell says, on the page and in the file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from proposals.queueing import days_left
from proposals.states import State
from proposals.todo_office import screening_due
from pyp_portal import clock, thai

DEFAULT = ("state", "owner", "due")
OF_APPLICANTS = ("state", "submitted")
ONE_MINUTE = timedelta(minutes=1)  # the end of a day belongs to that day
SOON = 1  # working days left from which a date is shown as near


class Cell(NamedTuple):
    """What stands in one field: the value, a line under it, and how urgent it is."""

    column: Any
    value: Any
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Column:
    """A column that can be chosen; ``cell`` gives the value, or the value and its note."""

    key: str
    label: str
    cell: Any
    is_moment: bool = False


def state(proposal, inside):
    """The working state, or the words for applicants."""
    shown = State(proposal.state)
    label = str(shown.label if inside else shown.public_label)
    return label, _("not endorsed") if proposal.awaits_endorsement else ""


def due(proposal, _inside):
    """By when somebody has to act, and how many working days that leaves."""
    say = DUE.get(proposal.state)
    return say(proposal) if say else (None, "")


def draft_due(proposal):
    """The end of the call, or of the time that this draft was given."""
    last = max(filter(None, [proposal.call.last_moment, proposal.extended_until]))
    closing = _("the call closes") if clock.now() < last else _("the call has closed")
    return last - ONE_MINUTE, closing


def check_due(proposal):
    """The last day of the check (T05)."""
    day = screening_due(proposal)
    return (day, *left_until(day)) if day else (None, "")


def revision_due(proposal):
    """The day on which the agency's revision has to be in."""
    return proposal.revision_due_at, _("with the agency")


def left_until(moment):
    """How many working days are left, in words, and the tone of it."""
    left = days_left(clock.localdate(moment), clock.today())
    if left < 0:
        late = ngettext("%(n)d working day late", "%(n)d working days late", -left)
        return late % {"n": -left}, "stop"
    words = ngettext("%(n)d working day left", "%(n)d working days left", left) % {"n": left}
    return words, "wait" if left <= SOON else ""


def age(proposal, _inside):
    """Working days since it came in, or since the check began, while it waits for the office."""
    since = {
        State.SUBMITTED: proposal.submitted_at,
        State.SCREENING: proposal.screening_started_at,
    }.get(State(proposal.state))
    if since is None:
        return ""
    days = thai.working_days_between(clock.localdate(since), clock.today())
    return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days}


DUE = {
    State.DRAFT: draft_due,
    State.SUBMITTED: lambda proposal: (None, _("not begun")),
    State.SCREENING: check_due,
    State.RETURNED: revision_due,
}


def region(proposal, _inside):
    return proposal.province.region_th if proposal.province else ""


COLUMNS = {
    column.key: column
    for column in (
        Column("state", gettext_lazy("State"), state),
        Column("owner", gettext_lazy("Owner"), lambda p, _i: str(p.case_owner or "")),
        Column("due", gettext_lazy("Date due"), due, True),
        Column("submitted", gettext_lazy("Submitted"), lambda p, _i: p.submitted_at, True),
        Column("age", gettext_lazy("Here for"), age),
        Column("theme", gettext_lazy("Theme"), lambda p, _i: str(p.theme or "")),
        Column("level", gettext_lazy("Level"), lambda p, _i: p.lead_agency.get_level_display()),
        Column("kind", gettext_lazy("Kind"), lambda p, _i: p.lead_agency.get_type_display()),
        Column("origin", gettext_lazy("Origin"), lambda p, _i: p.get_origin_display()),
        Column("region", gettext_lazy("Region"), region),
        Column("year", gettext_lazy("Year"), lambda p, _i: str(p.call.fiscal_year)),
        Column("updated", gettext_lazy("Last change"), lambda p, _i: p.updated_at, True),
    )
}


def known(keys, inside):
    """The columns with these keys in the order of the list, as far as this person has them."""
    if not inside:
        return [COLUMNS[key] for key in OF_APPLICANTS]
    chosen = {key for key in keys if key in COLUMNS} or set(DEFAULT)
    return [column for column in COLUMNS.values() if column.key in chosen]


def cells(proposal, columns, inside):
    """The cells of one row."""
    return [cell(proposal, column, inside) for column in columns]


def cell(proposal, column, inside):
    found = column.cell(proposal, inside)
    return Cell(column, *found) if isinstance(found, tuple) else Cell(column, found)


def headers(columns):
    """The first line of the file: what stands in every row, then what was chosen."""
    fixed = [_("Number"), _("Title"), _("Lead agency"), _("Province")]
    return [*fixed, *(str(column.label) for column in columns)]


def line(proposal, columns, inside):
    """A row of the file: what the page shows; a note stands behind its value."""
    fixed = [proposal.code, proposal.title_th, str(proposal.lead_agency)]
    found = [written(cell) for cell in cells(proposal, columns, inside)]
    return [*fixed, str(proposal.province or ""), *found]


def written(cell):
    """A moment and a number as such, to sort by; words with their note."""
    if isinstance(cell.value, datetime):
        return timezone.localtime(cell.value)
    if cell.value and cell.value.isdecimal():
        return int(cell.value)
    return " · ".join(filter(None, [cell.value, cell.note])) or None
