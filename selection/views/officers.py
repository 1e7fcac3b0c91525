"""Officers of the office who step aside from a proposal, the director included."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals.models import Proposal
from pyp_portal.access import require
from selection import permissions, services
from selection.forms import AsideForm, OfficerForm, ReasonForm
from selection.views.acting import ask, plan_of
from selection.views.plans import places


def officers(request, year):
    """Who of the office stepped aside from what, except from what is closed to the reader."""
    plan = plan_of(request, year)
    require(permissions.can_read_interests(plan, request.user))
    context = {"rows": services.officer_ties(plan, request.user), "current": "committee"}
    context["may_note"] = permissions.can_set_up(plan, request.user)
    return render(request, "selection/officers.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def officer_aside(request, code):
    """A person of the office steps aside from a proposal that they see."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), code=code)
    require(request.user.is_office)
    act = partial(services.step_aside, request.user, proposal, by=request.user)
    return ask(
        request,
        AsideForm(request.POST or None),
        lambda form: act(**form.cleaned_data),
        done=_("You have stepped aside; the proposal is closed to you."),
        back=reverse("home"),
        title=_("Step aside from %(code)s?") % {"code": code},
        text=_("It leaves all your lists, counts and files. If the case is yours, it waits anew."),
        verb=_("Step aside"),
        tone="danger",
    )


@require_http_methods(["GET", "POST"])
def note_officer(request, year):
    """An officer notes the interest of another."""
    plan = plan_of(request, year)
    require(permissions.can_set_up(plan, request.user))
    proposals = plan.call.proposals.visible_to(request.user)
    return ask(
        request,
        OfficerForm(request.POST or None, proposals=proposals),
        lambda form: services.step_aside(by=request.user, **form.cleaned_data),
        done=_("Noted; the proposal is closed to the officer."),
        back=reverse("selection:officers", args=[year]),
        title=_("An officer steps aside"),
        text=_("The director and every officer are bound by the same rule as the committee."),
        verb=_("Note it"),
    )


@require_http_methods(["GET", "POST"])
def officer_back(request, year, uid):
    """What was noted by mistake is taken back by somebody else."""
    plan = plan_of(request, year)
    require(permissions.can_set_up(plan, request.user))
    tie = get_object_or_404(services.officer_ties(plan, request.user), uid=uid)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.come_back_to(tie, by=request.user, **form.cleaned_data),
        done=_("The proposal is open to the officer again."),
        back=reverse("selection:officers", args=[year]),
        title=f"{tie.user}: {tie.proposal.code}",
        text=tie.reason,
        verb=_("Take it back"),
    )
