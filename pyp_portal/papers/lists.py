"""Lists as files that need nothing of their own: each says who may have it and what it holds.

A room keeps a table of them under one kind of export; the parameter ``of`` names the list,
and what the page was asked goes with it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise

from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.papers import exporting

CHUNK = 500  # rows fetched at once
MOST_TYPED = 200


@dataclass(frozen=True)
class Listing:
    """A list: its title, who may have it, its rows for a person, and how a row is read.

    ``may`` and ``find`` take the person and what was asked: what of the address ``takes``
    names, and what the view adds, such as the year.
    """

    title: Promise
    may: Callable
    find: Callable
    columns: tuple | Callable  # (header, how to read it from a row); or by what was asked
    takes: tuple = ()
    formats: tuple = tuple(exporting.WRITERS)

    def asked(self, values):
        """What of an address narrows this list; a field of several parts goes by its name."""
        wanted = {name: value for name, value in values.items() if _field(name) in self.takes}
        tidy = {name: thai.normalise(value).strip()[:MOST_TYPED] for name, value in wanted.items()}
        return {name: value for name, value in tidy.items() if value}


def _field(name):
    before, _line, part = name.rpartition("_")
    return before if part.isdecimal() else name


def order(request, kind, listings, of, *, back, **place):
    """Answer the button "export" of one of these lists; 404 for a list there is not."""
    if of not in listings:
        raise Http404
    listing = listings[of]
    require(listing.may(request.user, place))
    asked = listing.asked(request.GET)
    about = place.get("year") or place.get("code") or ""
    return exporting.order(
        request,
        kind,
        title=f"{listing.title} {about}".strip(),
        note=asked.get("q", ""),
        back=f"{back}?{request.GET.urlencode()}" if asked else back,
        format=request.POST.get("format"),
        formats=listing.formats,
        of=of,
        **place,
        **asked,
    )


def table(export, listings, standing):
    """The list that was asked for, as its asker may see it now; PermissionDenied for others."""
    person, listing = export.asked_by, listings[export.parameters["of"]]
    require(listing.may(person, export.parameters))
    found = listing.find(person, export.parameters)
    columns = listing.columns
    columns = columns(export.parameters) if callable(columns) else columns
    is_query = isinstance(found, QuerySet)
    rows = found.iterator(chunk_size=CHUNK) if is_query else found
    return exporting.Table(
        [str(header) for header, _read in columns],
        ([read(row) for _header, read in columns] for row in rows),
        found.count() if is_query else len(found),
        standing,
    )


def may_fetch(export, user, listings):
    """Who may have this list now, whoever asked for it."""
    return listings[export.parameters["of"]].may(user, export.parameters)
