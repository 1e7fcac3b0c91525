"""What the page of an import tells: its rows in words, and what happened to it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models import Province
from pyp_portal.accounts.roles import AgencyType
from pyp_portal.accounts.telling import Told
from pyp_portal.history.services import timeline
from pyp_portal.imports.columns import COLUMNS, YES

MOST_SHOWN = 10  # rows of a list that was checked
MOST_FAULTS = 200
VERBS = {
    "sent": _("sent the file"),
    "begun": _("pressed “Enter them”"),
    "entered": _("entered the rows"),
    "dropped": _("dropped the list"),
    "undo asked": _("asked to undo it"),
    "undone": _("took everything out again"),
    "not undone": _("could not undo it"),
    "tried again": _("had a worker go on with it"),
}


@dataclass(frozen=True)
class Line:
    """One row of the file: its number, the cells with their heads."""

    number: int
    cells: list


def shown(found):
    """The first rows as they will be entered, without columns that nobody has filled."""
    names = dict(Province.objects.values_list("code", "name_th")) if found.rows else {}
    columns = [c for c in COLUMNS[found.kind] if any(row[c.name] for row in found.rows)]
    return [
        Line(row["row"], [(one.label, in_words(one.name, row[one.name], names)) for one in columns])
        for row in found.rows[:MOST_SHOWN]
    ]


def in_words(name, value, provinces):
    """A value as people say it."""
    if name == "province":
        return provinces.get(value, "")
    if name == "type":
        return AgencyType(value).label
    return YES if name == "can_submit" and value else value


def told(found):
    """What happened, the latest first."""
    return [Told(event.at, sentence(event)) for event in timeline(found)][::-1]


def sentence(event):
    words = f"{event.who}: {VERBS.get(event.verb, event.verb)}"
    return f"{words} ({event.reason})" if event.reason else words
