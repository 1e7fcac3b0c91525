"""What members declared: read by the chair, put right by the clerks (K8)."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from selection import member_papers, permissions, services
from selection.forms import CorrectForm
from selection.models import Seat
from selection.views.acting import ask, plan_of
from selection.views.plans import places


def interests(request, year):
    """Who is acquainted with which proposal, who stepped aside, and why."""
    plan = plan_of(request, year)
    require(permissions.can_read_interests(plan, request.user))
    context = {"ties": services.declared_ties(plan, request.user), "current": "committee"}
    context["forms"] = _forms(plan, request.user)
    return render(request, "selection/interests.html", context | places(plan, request.user))


def _forms(plan, user):
    """The forms that members sign, but of those with a tie to what is closed to this person."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    seats = Seat.objects.filter(committee__plan=plan).select_related("user")
    return member_papers.latest_declarations(seats.exclude(conflicts__proposal__in=closed))


@require_http_methods(["GET", "POST"])
def correct(request, year, uid):
    """A clerk puts right what a member declared by mistake."""
    plan = plan_of(request, year)
    require(permissions.can_manage(plan, request.user))
    tie = get_object_or_404(services.declared_ties(plan, request.user), uid=uid)
    declare = partial(services.declare, tie.seat, tie.proposal, by=request.user)
    return ask(
        request,
        CorrectForm(request.POST or None, initial={"severity": tie.severity, "kind": tie.kind}),
        lambda form: declare(**form.cleaned_data),
        done=_("The declaration is corrected; what it was stays in the history."),
        back=reverse("selection:interests", args=[year]),
        title=f"{tie.seat}: {tie.proposal.code}",
        text=tie.reason,
        verb=_("Correct it"),
    )
