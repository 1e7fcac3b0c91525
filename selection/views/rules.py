"""Rounds, written talk and the order of tie-breaks of the year; the talk itself."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals.grounds import MoveRefused
from proposals.models import Proposal
from pyp_portal.access import require
from selection import permissions, services
from selection.forms.remarks import RemarkForm
from selection.forms.rules import RulesForm
from selection.models import SelectionPlan
from selection.services import reading, remarking
from selection.views.acting import ask, plan_about, plan_of
from selection.views.plans import places


@require_http_methods(["GET", "POST"])
def rules(request, year):
    """How many rounds, whether there is a written talk, what settles equal scores."""
    plan = plan_of(request, year)
    require(permissions.can_set_up(plan, request.user))
    fresh = SelectionPlan.objects.select_related("call").get(pk=plan.pk)
    form = RulesForm(request.POST or None, instance=fresh)
    return ask(
        request,
        form,
        lambda form: services.change_plan(
            SelectionPlan.objects.get(pk=plan.pk), by=request.user, **form.cleaned_data
        ),
        done=_("The plan is saved."),
        back=reverse("selection:plan", args=[year]),
        title=_("Rounds and equal scores"),
        text=_("These rules are announced with the call and printed with the results."),
        verb=_("Save the plan"),
    )


@require_http_methods(["GET", "POST"])
def remarks(request, code):
    """The written talk about one proposal, without names for those who judge."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).for_list(), code=code)
    plan = plan_about(proposal, request.user)
    require(permissions.can_read_remarks(proposal, plan, request.user))
    may_write = permissions.can_remark(proposal, plan, request.user)
    may_write = may_write and remarking.is_open(proposal, plan)
    form = RemarkForm(request.POST or None)
    if request.method == "POST":
        require(may_write)
        if form.is_valid() and _written(request, proposal, plan, form):
            return redirect("selection:remarks", code)
    context = {
        "proposal": proposal,
        "emptied": reading.emptied_of(proposal),
        "said": remarking.said(proposal, plan, request.user),
        "form": form if may_write else None,
        "current": "board",
    }
    return render(request, "selection/remarks.html", context | places(plan, request.user))


def _written(request, proposal, plan, form):
    """Keep the remark; False where a sentence stands in the way."""
    try:
        seat = plan.seat_of(request.user)
        services.remark(proposal, seat, form.cleaned_data["text"], by=request.user)
    except MoveRefused as refused:
        form.add_error("text", refused.sentence)
        return False
    return True
