"""The ranking, on the page, as a table and as a paper."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pyp_portal.access import require
from pyp_portal.papers.tables import xlsx_response
from selection import documents, permissions, services
from selection.views.acting import plan_of
from selection.views.plans import places


def board(request, year):
    """Where every proposal stands; members see it once all their own sheets are in."""
    plan = plan_of(request, year)
    require(permissions.can_see_board(plan, request.user))
    after = request.GET.get("after", "0")
    after = int(after) if after.isdecimal() else 0
    page = services.board_page(plan, request.user, after)
    context = {
        "page": page,
        "after": after,
        "ranked": [row for row in page.rows if row.standing.rank],
        "unranked": [row for row in page.rows if not row.standing.rank],
        "spread": sum(row.standing.is_spread for row in page.rows),
        "papers": score_papers(plan, request.user),
        "current": "board",
    }
    if permissions.can_manage(plan, request.user):
        context["progress"] = services.progress(plan)
    return render(request, "selection/board.html", context | places(plan, request.user))


def score_papers(plan, user):
    """Score summaries name every proposal: only for those to whom none is closed."""
    return documents.papers_about(plan) if permissions.may_read_summary(plan, user) else []


def board_xlsx(request, year):
    """The board as a spreadsheet, with the rows that the page shows."""
    plan = plan_of(request, year)
    require(permissions.can_see_board(plan, request.user))
    headers = [
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
    ]
    rows = [_cells(row) for row in services.board(plan, request.user)]
    return xlsx_response(f"scores-{year}", headers, rows)


def _cells(row):
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
    ]


@require_POST
def board_paper(request, year):
    """Freeze the scores as they stand now into a paper (PD-11)."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    require(permissions.may_read_summary(plan, request.user))
    documents.score_summary(plan, services.board(plan, request.user), by=request.user)
    messages.success(request, _("The score summary is issued."))
    return redirect("selection:board", year)
