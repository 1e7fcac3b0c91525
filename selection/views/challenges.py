"""Challenges of a member's impartiality: raised, answered, decided by the committee (K7)."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from selection import permissions, services
from selection.forms import ChallengeForm, DecideForm, ExplainForm
from selection.models import Challenge
from selection.views.acting import ask, plan_of, seen
from selection.views.plans import places


def challenges(request, year):
    """What this person may know: all for who runs the committee, else what concerns them."""
    plan = plan_of(request, year)
    rows = services.challenges(plan, request.user)
    may_export = permissions.can_read_interests(plan, request.user)
    if not may_export:
        rows = rows.concerning(request.user)
    context = {
        "rows": rows,
        "may_export": may_export,
        "may_weigh": permissions.can_weigh(plan, request.user),
        "may_raise": permissions.can_challenge(plan, request.user),
        "current": "committee",
    }
    return render(request, "selection/challenges.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def challenge(request, year):
    """Say why a member may be partial."""
    plan = plan_of(request, year)
    require(permissions.can_challenge(plan, request.user))
    seats = plan.committee.seats.active().exclude(user=request.user).select_related("user")
    proposals = services.to_declare(plan, request.user)
    return ask(
        request,
        ChallengeForm(request.POST or None, seats=seats, proposals=proposals),
        lambda form: services.raise_challenge(by=request.user, **form.cleaned_data),
        done=_("The challenge is noted; the member is asked to answer."),
        back=reverse("selection:challenges", args=[year]),
        title=_("Challenge a member's impartiality"),
        text=_("The member answers; the committee decides without them."),
        verb=_("Note the challenge"),
    )


def _found(request, uid):
    """(challenge, plan) for those who may know of it."""
    rows = Challenge.objects.select_related("seat__committee__plan__call")
    row = get_object_or_404(rows, uid=uid)
    plan = seen(row.seat.committee.plan, request.user)
    return get_object_or_404(services.challenges(plan, request.user), uid=uid), plan


@require_http_methods(["GET", "POST"])
def answer(request, uid):
    """The challenged member explains."""
    found, plan = _found(request, uid)
    require(found.seat.user_id == request.user.pk)
    act = partial(services.answer_challenge, found, by=request.user)
    return ask(
        request,
        ExplainForm(request.POST or None, initial={"text": found.answer_th}),
        lambda form: act(**form.cleaned_data),
        done=_("Your explanation is kept."),
        back=reverse("selection:challenges", args=[plan.year]),
        title=f"{found.proposal.code} {found.proposal.title_th}",
        text=found.reason,
        verb=_("Reply"),
    )


@require_http_methods(["GET", "POST"])
def decide(request, uid):
    """What the committee decided about it."""
    found, plan = _found(request, uid)
    require(permissions.can_weigh(plan, request.user) and found.seat.user_id != request.user.pk)
    act = partial(services.decide_challenge, found, by=request.user)
    return ask(
        request,
        DecideForm(request.POST or None),
        lambda form: act(**form.cleaned_data),
        done=_("The decision is kept."),
        back=reverse("selection:challenges", args=[plan.year]),
        title=f"{found.seat}: {found.proposal.code}",
        text=found.answer_th or _("The member has not answered yet."),
        verb=_("Keep the decision"),
    )
