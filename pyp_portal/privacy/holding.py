"""What is held about a person: each table says which rows are theirs, and what of a row.

A column names nobody else: not who decided, who is stood in for, or who wrote (section 8.1).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Exists
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pyp_portal.accounts.models import User
from pyp_portal.privacy.parting import Goes, Stays
from pyp_portal.templatetags.thai import thai_date, thai_moment

MOST = 5000  # newest rows of a table; the logs of an officer are longer


@dataclass(frozen=True)
class Holding:
    """One table: its words, the rows of a person, and (attribute, words) of what is told.

    ``then`` says what becomes of the rows when the person is made anonymous (``parting``), and
    ``binds`` finds those that have to be ended or handed on before. ``wide``: so many texts are
    to be looked through that only a worker does it, and nobody waits for the count.
    """

    key: str
    title: Promise
    find: Callable
    columns: tuple
    then: Stays | Goes
    binds: Callable | None = None
    wide: bool = False

    def rows(self, person):
        """The newest rows of this person, each as its values in the order of the columns."""
        found = self.find(person).order_by("-pk")[:MOST]
        return [[value_of(row, path) for path, _words in self.columns] for row in found]


def value_of(row, path):
    """The value at an attribute, or behind the records between; None where one is missing."""
    for name in path.split("."):
        row = getattr(row, name, None)
        if callable(row):
            row = row()
    plain = row is None or isinstance(row, bool | int | date | datetime | list | dict)
    return row if plain else str(row)


def name_of(path):
    """Under which name a machine finds the value."""
    return path.removeprefix("get_").removesuffix("_display").replace(".", "_")


def all_holdings():
    """The tables of the foundations and of all rooms, in their order."""
    return [one for name in settings.PERSONAL_DATA for one in import_string(name)]


def all_parts():
    """The same, and the tables that name a person but are not theirs to have a copy of."""
    beside = [one for name in settings.PERSONAL_RESTS for one in import_string(name)]
    return [*all_holdings(), *beside]


def those_with(person, holdings, find=lambda one: one.find):
    """The tables in which something of this person is found, asked in one statement."""
    asked = [Exists(find(one)(person)) for one in holdings]
    there = User.objects.order_by().values_list(*asked).get(pk=person.pk) if asked else []
    return [one for one, is_any in zip(holdings, there, strict=True) if is_any]


def shown(value):
    """A value as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return thai_moment(value)
    if isinstance(value, date):
        return thai_date(value)
    if isinstance(value, list | dict):
        return ", ".join(map(str, value)) or "–"
    return str(value)
