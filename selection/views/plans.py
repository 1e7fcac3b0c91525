"""The selection of a year at a glance, its plan, its committee."""

from copy import copy

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals.models import Call
from proposals.states import State
from pyp_portal.access import require
from selection import permissions, services
from selection.forms import PlanForm
from selection.models import SelectionPlan
from selection.services import closeness
from selection.views.acting import attempt, plan_of

STATES = (
    State.ELIGIBLE,
    State.REVIEWING,
    State.SHORTLISTED,
    State.PITCHED,
    State.SELECTED,
    State.RESERVE,
)


def index(request):
    """The selections this person may know of; the newest opens at once where it is the only one."""
    plans = SelectionPlan.objects.select_related("call", "committee")
    mine = [plan for plan in plans if permissions.can_see_plan(plan, request.user)]
    may_open = request.user.is_sto_staff
    if len(mine) == 1 and not may_open:
        return redirect("selection:overview", mine[0].year)
    held = [plan for plan in plans if _waits_for_terms(plan, request.user)]
    if held and not mine:
        return redirect("selection:terms", held[0].year)
    require(may_open or mine)
    waiting = Call.objects.filter(selection_plan=None) if may_open else []
    return render(request, "selection/index.html", {"plans": mine, "calls": waiting})


def _waits_for_terms(plan, user):
    seat = plan.seat_held_by(user)
    return seat is not None and not seat.has_accepted


@require_POST
def open_plan(request, year):
    """Begin the selection of a call with the programme's rubrics."""
    require(request.user.is_sto_staff)
    call = get_object_or_404(Call, fiscal_year=year)
    back = reverse("selection:plan", args=[year])
    return attempt(
        request,
        lambda: services.open_plan(call, by=request.user),
        _("The selection of %(year)s is open.") % {"year": year},
        back,
    )


def overview(request, year):
    """Where the selection of the year stands, and what comes next."""
    plan = plan_of(request, year)
    proposals = plan.proposals().visible_to(request.user)
    counts = [(state, proposals.filter(state=state).count()) for state in STATES]
    context = {"plan": plan, "counts": counts, "current": "overview"}
    if permissions.can_manage(plan, request.user):
        context["progress"] = services.progress(plan, request.user)
    context |= places(plan, request.user)
    if context["seat"] and not context["may_see_board"]:
        context["own_left"] = context["seat"].sheets.waiting().count()
    return render(request, "selection/overview.html", context)


def places(plan, user, **known):
    """Which parts of the room this person may open: the tabs of every page.

    What the page has asked already is not asked again: ``places(plan, user, may_see_board=True)``.
    """
    if "may_see_board" not in known:
        known["may_see_board"] = permissions.can_see_board(plan, user)
    return known | {
        "plan": plan,
        "seat": plan.seat_of(user),
        "may_manage": permissions.can_manage(plan, user),
        "may_read_matching": permissions.can_read_matching(plan, user),
        "may_decide": permissions.can_decide(plan, user),
        "may_read_seals": permissions.can_read_seals(plan, user),
        "may_set_up": permissions.can_set_up(plan, user),
        "may_read_interests": permissions.can_read_interests(plan, user),
    }


@require_http_methods(["GET", "POST"])
def plan(request, year):
    """The settings and the rubrics of the year; officers may change the settings."""
    found = plan_of(request, year)
    may_change = permissions.can_set_up(found, request.user)
    form = PlanForm(request.POST or None, instance=copy(found)) if may_change else None
    if request.method == "POST":
        require(may_change)
        if form.is_valid():
            fresh = SelectionPlan.objects.get(pk=found.pk)
            act = lambda: services.change_plan(fresh, by=request.user, **form.cleaned_data)  # noqa: E731
            return attempt(request, act, _("The plan is saved."), found)
    rubrics = found.rubrics.prefetch_related("criteria__rubric")
    context = {
        "form": form,
        "rubrics": rubrics,
        "declared": closeness.declared(found),
        "may_write_rubric": permissions.can_write_rubric(found, request.user),
        "current": "overview",
    }
    return render(request, "selection/plan.html", context | places(found, request.user))
