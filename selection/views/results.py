"""What an agency learns: its released result, and its enquiry about it while that is possible."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals import permissions as proposal_rules
from proposals.models import Proposal
from pyp_portal.access import require
from selection import services
from selection.forms.enquiries import EnquireForm
from selection.models import ResultEnquiry
from selection.services import enquiring, reading
from selection.services.feedback import latest_item
from selection.views.acting import ask


def result(request, code):
    """The released result of a proposal with its feedback, for whoever may read the proposal."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).for_list(), code=code)
    answer = services.for_applicant(proposal)
    if answer is None:
        raise Http404
    may_write = proposal_rules.can_write(proposal, request.user)
    enquiries = ResultEnquiry.objects.visible_to(request.user).filter(item__proposal=proposal)
    context = {
        "proposal": proposal,
        "answer": answer,
        "emptied": reading.silenced(proposal, answer),
        "papers": reading.letters(proposal),
        "may_enquire": may_write and enquiring.is_open(answer.item),
        "enquiries": enquiries.for_list(),
    }
    return render(request, "selection/result.html", context)


@require_http_methods(["GET", "POST"])
def enquire(request, code):
    """The agency asks about its result, as long as the window is open."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).for_list(), code=code)
    item = latest_item(proposal)
    if item is None or not enquiring.is_open(item):
        raise Http404
    require(proposal_rules.can_write(proposal, request.user))
    return ask(
        request,
        EnquireForm(request.POST or None),
        lambda form: _enquire(form, proposal, request.user),
        done=_("Your enquiry is with the office. The answer comes by mail and stands here."),
        back=reverse("selection:result", args=[code]),
        title=_("Enquire about the result"),
        text=_("The office corrects errors of fact and explains. The result itself stands."),
        verb=_("Send the enquiry"),
    )


def _enquire(form, proposal, user):
    data = form.cleaned_data
    enquiring.enquire(proposal, form.token, about=data["about"], question=data["question"], by=user)
