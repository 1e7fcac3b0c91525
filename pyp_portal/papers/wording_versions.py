"""The words that a document had before or has in another year, beside those that stand now."""

import re
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from pyp_portal.differing import diff
from pyp_portal.papers.yearly import Wording

SHOWN = 10  # versions of a document in a year
SHIPPED = "shipped"
NAME = re.compile("([0-9]{4})-([0-9]{1,4})")


@dataclass(frozen=True)
class Earlier:
    """Words that may be put back: ``row`` is their version, None for those that are shipped.

    ``changes`` says what putting them back would change: the label of a part and its pieces.
    """

    row: object
    changes: list
    is_standing: bool = False

    @property
    def name(self):
        """By which the page asks for them: ``2568-3``, or ``shipped``."""
        return f"{self.row.year}-{self.row.version}" if self.row else SHIPPED


def earlier(document, year):
    """All words of a document to choose from: of this year, of the last that has any, shipped."""
    rows = Wording.objects.of(year, document.key).select_related("written_by", "copied_from")
    own, last = list(rows[:SHOWN]), last_before(document, year)
    standing = own[0] if own else None
    now = document.worded(standing.parts if standing else {})
    others = [*own, *([last] if last else []), None]
    return [Earlier(row, changes(document, now, row), row is standing) for row in others]


def last_before(document, year):
    """The words of a document in the newest year before this one that has any, or None."""
    rows = Wording.objects.filter(document=document.key, year__lt=year)
    return rows.select_related("written_by", "copied_from").order_by("-year", "-version").first()


def changes(document, now, row):
    """Part by part what stands now and what would, word by word."""
    then = document.worded(row.parts if row else {})
    parts = [part for part in document.parts if then[part.key] != now[part.key]]
    return [(part.label, diff(now[part.key], then[part.key])) for part in parts]


def named(document, name):
    """The texts of the words that a page asked for by name; 404 where there are none."""
    if name == SHIPPED:
        return document.worded({})
    asked = NAME.fullmatch(name)
    if asked is None:
        raise Http404
    year, version = map(int, asked.groups())
    row = get_object_or_404(Wording.objects.of(year, document.key), version=version)
    return document.worded(row.parts)
