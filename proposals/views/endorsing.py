"""The endorsement: asked for by the agency, given by its head from a link."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals import permissions
from proposals.fingerprints import text_hash
from proposals.forms.endorsing import AskForm, HeadForm
from proposals.forms.papers import EndorsementForm
from proposals.models import EndorsementAsk
from proposals.services import endorsing
from proposals.views.files import kept, sign
from proposals.views.finding import attempt, find
from pyp_portal.access import require


@require_http_methods(["GET", "POST"])
def endorsement(request, code):
    """Who was asked and what was answered; ask, or bring the signed letter."""
    proposal = find(request, code)
    may_ask = permissions.can_write(proposal, request.user)
    require(request.method == "GET" or may_ask)
    heads = endorsing.heads(proposal.lead_agency) if may_ask else []
    is_letter = "letter_no" in request.POST
    ask_form = AskForm(None if is_letter else request.POST or None, heads=heads)
    letter_form = EndorsementForm(*((request.POST, request.FILES) if is_letter else ()))
    act = brought if is_letter else asked
    if request.method == "POST" and act(request, proposal, letter_form if is_letter else ask_form):
        return redirect("proposals:endorsement", code)
    return shown(request, proposal, ask_form, letter_form, may_ask=may_ask)


def asked(request, proposal, form):
    """Send the link; True when it is on its way."""
    verb = partial(endorsing.ask, proposal, request.user, at=request.arrived_at)
    return form.is_valid() and attempt(
        request, proposal, lambda: verb(**form.whom()), _("The link is sent.")
    )


def brought(request, proposal, form):
    """Keep the signed letter; True when it is attached."""
    return form.is_valid() and kept(request, form, "letter", lambda: sign(proposal, form, request))


def shown(request, proposal, ask_form, letter_form, *, may_ask):
    wrong = next((form for form in (ask_form, letter_form) if form.errors), None)
    return render(
        request,
        "proposals/endorsement.html",
        {
            "proposal": proposal,
            "answers": proposal.answered(),
            "asks": proposal.endorsement_asks.select_related("head", "asked_by").order_by("-pk"),
            "may_ask": may_ask and proposal.takes_endorsement,
            "ask_form": ask_form,
            "letter_form": letter_form,
            "form": wrong,
        },
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def endorse_online(request, token):
    """One page to read, one button to press; opening it does nothing (S22)."""
    links = EndorsementAsk.objects.of_token(token)
    asked = get_object_or_404(links.select_related("proposal__call", "head", "asked_by"))
    if asked.head_id and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if asked.head_id not in (None, request.user.pk):
        raise Http404
    asked.proposal.moment = request.arrived_at
    form = HeadForm(request.POST or None, has_account=asked.head_id is not None)
    if request.method == "POST" and form.is_valid() and answered(request, asked, form):
        return redirect(asked)
    return to_head(request, asked, form)


def answered(request, asked, form):
    """Take what the head decided; True when it is kept."""
    kinds, data = EndorsementAsk.Answer, form.cleaned_data
    kind = kinds.ENDORSED if form.endorses else kinds.SENT_BACK
    verb = partial(
        endorsing.answer,
        asked,
        kind,
        by=asked.head,
        at=request.arrived_at,
        seen=request.POST.get("seen", "") if form.endorses else "",
        reason=data["reason"],
        name=data.get("name", ""),
        position=data.get("position", ""),
    )
    return attempt(request, asked.proposal, verb, _("Thank you. The agency is told."))


def to_head(request, asked, form):
    """The summary to read; a dead link tells nothing but that it is dead."""
    dead = endorsing.why_dead(asked, request.arrived_at)
    if dead:
        return render(request, "proposals/endorse_over.html", {"sentence": dead})
    answers = asked.proposal.answered()
    return render(
        request,
        "proposals/endorse_online.html",
        {
            "asked": asked,
            "proposal": asked.proposal,
            "answers": answers,
            "seen": text_hash(answers),
            "is_too_late": not asked.proposal.takes_endorsement,
            "form": form,
        },
    )
