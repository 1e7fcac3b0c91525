"""The issues of a year in the shape of eMENSCR, one JSON file each, packed together."""

import json
from functools import partial
from io import BytesIO

from cohorts import emenscr, permissions
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers import zipping
from pyp_portal.papers.exporting import Book

KIND = "cohorts.emenscr"


def book(export):
    """The file that somebody asked for, for ``exporting.bind``; PermissionDenied for others."""
    person = export.asked_by
    require(permissions.can_view_cohort(person))
    _headers, teams, _rows = emenscr.listed(person, export.parameters["year"])
    found = list(teams)
    return Book(lambda file: write(file, found), len(found), standing(person))


def write(file, teams):
    """One entry for each issue, as its own page gives it out."""
    entries = (((f"emenscr-{team.proposal.code}.json",), partial(told, team)) for team in teams)
    return zipping.pack(file, entries)


def told(team):
    """What one entry says."""
    text = json.dumps(emenscr.as_json(team), ensure_ascii=False, indent=2)
    return BytesIO(text.encode())
