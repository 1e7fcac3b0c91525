"""The issues of a year in the shape of eMENSCR, one JSON file each, packed together."""

import json
from zipfile import ZIP_DEFLATED, ZipFile

from cohorts import emenscr, permissions
from proposals.exports import standing
from pyp_portal.access import require
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
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for team in teams:
            told = json.dumps(emenscr.as_json(team), ensure_ascii=False, indent=2)
            archive.writestr(f"emenscr-{team.proposal.code}.json", told)
            yield team
