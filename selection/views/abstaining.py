"""To give no points on a sheet, and to ask for them again."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals.models import Proposal
from pyp_portal.access import require
from selection import permissions, services
from selection.forms import ReasonForm
from selection.models import ScoreSheet
from selection.views.acting import ask, plan_about
from selection.views.finding import sheet_of


@require_http_methods(["GET", "POST"])
def abstain(request, uid):
    """A member gives no points here, with a reason; their words stay."""
    found, plan = sheet_of(request, uid)
    require(permissions.can_score(found, request.user))
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.abstain(found, by=request.user, **form.cleaned_data),
        done=_("You have abstained. The sheet counts nowhere, and what you wrote is kept."),
        back=reverse("selection:tasks", args=[plan.year]),
        title=_("Give no points for this proposal?"),
        text=_("The secretary sees your reason. The board shows that points are missing."),
        verb=_("Abstain"),
    )


@require_http_methods(["GET", "POST"])
def take_back(request, uid):
    """The secretary asks a member who abstained for their points after all."""
    open_ones = Proposal.objects.visible_to(request.user)
    abstained = ScoreSheet.objects.abstained().filter(proposal__in=open_ones)
    found = get_object_or_404(abstained.select_related("proposal__call__selection_plan"), uid=uid)
    require(permissions.can_manage(plan_about(found.proposal, request.user), request.user))
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda form: services.take_abstention_back(found, by=request.user, **form.cleaned_data),
        done=_("The score sheet is open again."),
        back=reverse("selection:proposal_sheets", args=[found.proposal.code]),
        title=_("Open the sheet of a member who abstained?"),
        text=_("By now the member may have seen the points of the others."),
        verb=_("Open it again"),
    )
