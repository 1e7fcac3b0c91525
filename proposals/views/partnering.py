"""Partners confirm their part: asked by the agency, answered from a link on a phone."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from proposals import permissions, services
from proposals.forms.partnering import AnswerForm, PartnerForm
from proposals.models import PartnerAsk
from proposals.partnership import partnerships
from proposals.services import partnering
from proposals.views.finding import attempt, find
from pyp_portal.access import require
from pyp_portal.accounts.models import Agency


@require_http_methods(["GET", "POST"])
def partners(request, code):
    """Each partner, how far it stands by its part; invite one to confirm."""
    proposal = find(request, code)
    may_ask = permissions.can_write(proposal, request.user)
    require(request.method == "GET" or may_ask)
    may_ask = may_ask and proposal.state in partnering.CONFIRMABLE
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb = partial(services.ask_partner, proposal, by=request.user, at=request.arrived_at)
        if attempt(request, proposal, lambda: verb(**form.cleaned_data), _("The link is sent.")):
            return redirect("proposals:partners", code)
    found = partnerships(proposal, proposal.answered())
    lines = with_forms(found, form) if may_ask else [(one, None) for one in found]
    refused = form if form.errors else None
    context = {"proposal": proposal, "lines": lines, "may_ask": may_ask, "form": refused}
    return render(request, "proposals/partners.html", context)


def with_forms(found, sent):
    """Each partner with the form that asks it; the one that was sent keeps what was typed."""
    codes = [one.part.code for one in found if one.part.code]
    agencies = Agency.objects.in_bulk(codes, field_name="code")
    people = partnering.speakers_of(agencies.values())
    return [
        (one, form_of(number, one, agencies.get(one.part.code), people, sent))
        for number, one in enumerate(found, start=1)
    ]


def form_of(number, one, agency, people, sent):
    """The form of one partner, with the address it was asked at, or that of the register."""
    known = agency.saraban_email if agency else ""
    return PartnerForm.of(
        one.part,
        number,
        sent.data if sent.data.get("key") == one.part.key else None,
        address=one.ask.address if one.ask else known,
        speakers=people.get(agency.pk, []) if agency else [],
    )


@require_POST
def take_back_ask(request, code, uid):
    """The link leads nowhere from now on."""
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    asked = get_object_or_404(proposal.partner_asks, uid=uid)
    verb = partial(services.take_back_ask, asked, request.user)
    attempt(request, proposal, verb, _("The invitation is taken back; its link no longer works."))
    return redirect("proposals:partners", code)


# --- The other end of the link --------------------------------------------------


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def partner_online(request, token):
    """The mailed link: one page to read, one button to press; opening it does nothing (S22)."""
    asked = get_object_or_404(PartnerAsk.objects.of_token(token).for_page())
    return to_partner(request, asked, asked.mailed_url)


@never_cache
@require_http_methods(["GET", "POST"])
def partner_part(request, uid):
    """The same page for people of the partner agency, signed in."""
    own = PartnerAsk.objects.for_agencies(request.user.led_agency_ids)
    asked = get_object_or_404(own.for_page(), uid=uid)
    return to_partner(request, asked, asked.member_url)


def to_partner(request, asked, here):
    """What concerns the partner; a dead link tells nothing but that it is dead.

    To whom the proposal is closed it stays so, whatever link they hold (S8).
    """
    user, proposal = request.user, asked.proposal
    if user.is_authenticated and "closed" in proposal.access_kinds(user):
        raise Http404
    speaks = user.is_authenticated and partnering.may_speak(asked, user)
    form = AnswerForm(request.POST or None, speaks=speaks)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and answered(request, asked, form, user if speaks else None):
        return redirect(here)
    if dead := partnering.why_dead(asked):
        return render(request, "proposals/partner_over.html", {"sentence": dead})
    return render(request, "proposals/partner_online.html", page(asked, form))


def page(asked, form):
    part = partnering.part_with(asked.proposal, asked.key)
    return {
        "asked": asked,
        "proposal": asked.proposal,
        "part": part,
        "answers": asked.proposal.answers.data,
        "seen": partnering.shown_hash(asked.proposal, part),
        "form": form,
    }


def answered(request, asked, form, speaker):
    """Take what the partner decided; True when it is kept."""
    kinds, data = PartnerAsk.Answer, form.cleaned_data
    post = getattr(speaker, "post", None)
    verb = partial(
        services.answer_ask,
        asked,
        kinds.CONFIRMED if form.confirms else kinds.DECLINED,
        by=speaker,
        seen=request.POST.get("seen", ""),
        reason=data["reason"],
        name=data.get("name", ""),
        position=data.get("position", post.position_th if post else ""),
    )
    return attempt(
        request,
        asked.proposal,
        verb,
        _("Thank you. Your answer is kept, and the agency that asked is told."),
    )
