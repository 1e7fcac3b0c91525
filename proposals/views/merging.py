"""Asking two agencies whether their proposals may become one, and their answers."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from proposals import permissions, services
from proposals.forms.merging import AnswerForm, AskMergerForm
from proposals.models import Merger
from proposals.views.finding import answer, attempt, find
from proposals.views.screening import asked, case
from pyp_portal.access import require


@require_http_methods(["GET", "POST"])
def ask_merger(request, code):
    """The officer names the other proposal and says why; both agencies are asked."""
    proposal = case(request, code)
    initial = {"other": request.GET.get("other", "")}
    return asked(
        request,
        proposal,
        AskMergerForm(request.POST or None, user=request.user, initial=initial),
        _("Ask both agencies"),
        lambda data: services.ask_merger(proposal, data["other"], request.user, data["reason"]),
        _("Both agencies are asked. Nobody is reminded; you are told when they have answered."),
        _("Each agency answers in the portal, or by letter. Your words go to both of them."),
    )


@require_POST
def answer_merger(request, code, uid):
    """Whoever may submit for the agency agrees or refuses."""
    proposal = find(request, code)
    require(permissions.can_submit(proposal, request.user))
    merger = get_object_or_404(Merger.objects.of(proposal), uid=uid)
    form = AnswerForm(request.POST)
    if form.is_valid():
        agrees, note = form.cleaned_data["agrees"], form.cleaned_data["note"]
        act = partial(services.answer_merger, merger, proposal, agrees, request.user, note)
        attempt(request, proposal, act, _("Your answer is on record."))
    return redirect(proposal)


@require_POST
def take_back_merger(request, code, uid):
    """The office no longer asks."""
    proposal = case(request, code)
    merger = get_object_or_404(Merger.objects.of(proposal), uid=uid)
    act = partial(services.take_back_merger, merger, request.user)
    return answer(request, proposal, act, _("The question is taken back."))
