"""Interests that the records suggest: grouped, the strongest first, each weighed once (K8)."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.grounds import StaleVersion
from pyp_portal.access import require
from selection import permissions, services
from selection.forms import WeighForm
from selection.kinds import Verdict
from selection.services import weighing
from selection.views.acting import ask, attempt, plan_of
from selection.views.plans import places

SHOWN = 50
VIEWS = ("hard", "soft", "decided")


def ties(request, year):
    """What waits to be weighed: what would shut a proposal first, mere hints apart."""
    plan = plan_of(request, year)
    require(permissions.can_read_interests(plan, request.user))
    groups = _groups(plan, request.user)
    view = request.GET.get("view")
    view = view if view in VIEWS else VIEWS[0]
    after = _place(request.GET.get("after", ""))
    rows = groups[view]
    context = {
        "counts": {name: len(found) for name, found in groups.items()},
        "view": view,
        "rows": rows[after : after + SHOWN],
        "after": after,
        "next_key": after + SHOWN if len(rows) > after + SHOWN else None,
        "may_weigh": permissions.can_weigh(plan, request.user),
        "current": "committee",
    }
    return render(request, "selection/ties.html", context | places(plan, request.user))


def _groups(plan, user):
    rows = services.to_weigh(plan, user)
    return {
        "hard": [row for row in rows if not row.tie.is_soft],
        "soft": [row for row in rows if row.tie.is_soft],
        "decided": list(services.weighed(plan, user)),
    }


def _place(given):
    return int(given) if given.isdecimal() and len(given) < 7 else 0


@require_http_methods(["GET", "POST"])
def weigh(request, year, seat_no, code, kind):
    """Confirm, dismiss or settle one suggested interest; never one's own."""
    plan = plan_of(request, year)
    require(permissions.can_weigh(plan, request.user))
    seat, proposal, cause = _pair(plan, request.user, seat_no, code, kind)
    pair = (seat, proposal, kind)
    first = {"verdict": Verdict.CONFIRMED, "seen": weighing.mark_of(*pair)}
    return ask(
        request,
        WeighForm(request.POST or None, initial=first),
        partial(_weighed, pair, request.user),
        done=_("The verdict is kept; the doors follow it."),
        back=reverse("selection:ties", args=[year]),
        title=f"{seat}: {proposal.code} {proposal.title_th}",
        text=cause,
        verb=_("Keep the verdict"),
    )


def _weighed(pair, user, form):
    """The verdict is kept; over one that was not seen only once it has been shown."""
    try:
        services.weigh(*pair, by=user, **form.cleaned_data)
    except StaleVersion:
        form.renew(weighing.mark_of(*pair))
        raise


def _pair(plan, user, seat_no, code, kind):
    """(seat, proposal, cause) of what waits or was decided; 404 for all else and for one's own."""
    for row in services.to_weigh(plan, user):
        if (row.seat.seat_no, row.proposal.code, row.tie.kind) == (seat_no, code, kind):
            return row.seat, row.proposal, row.cause
    for row in services.weighed(plan, user):
        if (row.seat.seat_no, row.proposal.code, row.kind) == (seat_no, code, kind):
            return row.seat, row.proposal, row.reason
    raise Http404


@require_POST
def unchanged(request, year):
    """Before the pitch: nothing has changed, for all proposals at once."""
    plan = plan_of(request, year)
    seat = plan.seat_of(request.user)
    require(seat is not None)
    proposals = list(services.to_redeclare(plan, request.user, seat))
    return attempt(
        request,
        lambda: services.declare_unchanged(seat, proposals, by=request.user),
        _("Declared. What the records point at, if anything, you declare one by one."),
        reverse("selection:declarations", args=[year]),
    )
