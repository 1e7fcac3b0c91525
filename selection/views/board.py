"""The ranking, on the page, as a table and as a paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pyp_portal.access import require
from pyp_portal.papers import exporting
from pyp_portal.papers import lists as house
from selection import documents, exports, lists, packs, permissions, plots, services
from selection.views.acting import plan_of
from selection.views.plans import places

FETCHED = {exports.KIND: exports, packs.KIND: packs, lists.KIND: lists}
LONGEST_PLACE = 6  # digits; no year has a million proposals


def board(request, year):
    """Where every proposal stands; members see it once all their own sheets are in."""
    plan = plan_of(request, year)
    require(permissions.can_see_board(plan, request.user))
    page = services.board_page(plan, request.user, after := _after(request))
    context = {
        "page": page,
        "after": after,
        "rows": drawn(plan, page),
        "spread": sum(row.standing.is_spread for row in page.rows),
        "papers": score_papers(plan, page),
        "part": "board",
        "current": "board",
        "may_see_analysis": permissions.can_read_interests(plan, request.user),
        "said": said_in_rows(page),
        "axis": plots.AXIS,
    }
    if permissions.can_manage(plan, request.user):
        context["progress"] = page.progress
    known = places(plan, request.user, may_see_board=True)
    return render(request, "selection/board.html", context | known)


def drawn(plan, page):
    """The rows of the table, drawn once in each language as long as they stand."""
    language = get_language()
    if language not in page.drawn:
        context = {
            "plan": plan,
            "page": page,
            "ranked": [row for row in page.rows if row.standing.rank],
            "unranked": [row for row in page.rows if not row.standing.rank],
            "said": said_in_rows(page),
            "pass_at": plots.along(plan.pass_mark),
        }
        page.drawn[language] = render_to_string("selection/_board_rows.html", context)
    return page.drawn[language]


def said_in_rows(page):
    """The words that stand in every row: found once, not once a row."""
    seats = page.analysis.seats if page.analysis else 0
    return {
        "doc": _("Document review"),
        "pitch": _("Pitch"),
        "sheets": _("sheets"),
        "official": _("Official score"),
        "adjusted": _("Adjusted score"),
        "chance": _("Chance of the first %(seats)s") % {"seats": seats},
        "check": _("Check by hand"),
        "wide": _("two levels apart"),
    }


def _after(request):
    """The place after which the page begins, as far as the address names a possible one."""
    given = request.GET.get("after", "")
    return int(given) if given.isdecimal() and len(given) <= LONGEST_PLACE else 0


def score_papers(plan, page):
    """Score summaries name every proposal: only for those from whom none is hidden."""
    return [] if page.is_partial else documents.papers_about(plan)


@require_POST
def board_export(request, year):
    """Ask for the board as a file, with the rows that the page shows."""
    plan = plan_of(request, year)
    require(permissions.can_see_board(plan, request.user))
    return exporting.order(
        request,
        exports.KIND,
        title=f"{_('Ranking')} {year}",
        back=reverse("selection:board", args=[year]),
        format=request.POST.get("format"),
        year=year,
    )


@require_POST
def list_export(request, year, of):
    """Ask for a list of a year as a file; a list about one record has an address of its own."""
    plan = plan_of(request, year)
    if of not in lists.PAGES:
        raise Http404
    back = reverse(lists.PAGES[of], args=[plan.year])
    return house.order(request, lists.KIND, lists.LISTINGS, of, back=back, year=plan.year)


@require_POST
def export_file(request, uid):
    """Hand out a board or a reading pack that was asked for."""
    export = exporting.find(request.user, uid, *FETCHED)
    is_allowed = FETCHED[export.kind].may_fetch(export, request.user)
    return exporting.hand_out(request, export, is_allowed=is_allowed)


@require_POST
def board_paper(request, year):
    """Freeze the scores as they stand now into a paper (PD-11)."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    require(permissions.can_see_board(plan, request.user))
    require(permissions.may_read_summary(plan, request.user))
    documents.score_summary(plan, services.board(plan, request.user), by=request.user)
    messages.success(request, _("The score summary is issued."))
    return redirect("selection:board", year)
