"""The ranking as a file."""

from django.utils.translation import gettext as _

from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table
from selection import permissions, services
from selection.models import SelectionPlan

KIND = "selection.export"


def table(export):
    """The rows that the page shows to who asked; PermissionDenied when they may see none now."""
    plan, person = plan_of(export), export.asked_by
    require(permissions.can_see_board(plan, person))
    rows = services.board(plan, person)
    return Table(headers(), map(cells, rows), len(rows), standing(person))


def plan_of(export):
    """The plan of the year that was asked for."""
    return SelectionPlan.objects.get(call__fiscal_year=export.parameters["year"])


def headers():
    return [
        _("Rank"),
        _("Number"),
        _("Title"),
        _("Agency"),
        _("Document sheets"),
        _("Document review"),
        _("Pitch sheets"),
        _("Pitch"),
        _("Final"),
        _("Spread"),
        _("Below the floor"),
        _("Adjusted score"),
        _("Adjusted score, from"),
        _("Adjusted score, to"),
        _("Chance of a seat"),
        _("Zone"),
    ]


def cells(row):
    """One row."""
    s, p = row.standing, row.proposal
    return [
        s.rank,
        p.code,
        p.title_th,
        str(p.lead_agency),
        s.doc_sheets,
        s.doc,
        s.pitch_sheets,
        s.pitch,
        s.final,
        s.spread,
        ", ".join(s.below_floor),
        *_estimated(row.estimate),
    ]


def _estimated(estimate):
    """What the newest analysis says of the row; empty where it says nothing."""
    if estimate is None:
        return [None] * 5
    e = estimate
    return [e.adjusted, e.low, e.high, e.chance, e.get_zone_display()]


def may_fetch(export, user):
    """Who may still see the board, and all the proposals that stand in the file (S3, S36)."""
    may_see = permissions.can_see_board(plan_of(export), user)
    return may_see and may_fetch_proposals(export, user)
