"""One pitch for the agency that holds it: when, where, its slides, its calendar file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from proposals import permissions as proposal_rules
from proposals.grounds import MoveRefused
from proposals.models import Proposal
from pyp_portal import ical
from pyp_portal.access import require
from pyp_portal.uploads.services import serve
from selection import permissions, pitch_calendars
from selection.forms import SlidesForm
from selection.models import PitchSlot, SlideDeck
from selection.services import slides
from selection.views.acting import refusal_of
from selection.views.live import followed


def slot_of(request, uid):
    """A slot for whoever may read its proposal; before it is published for the committee alone."""
    slots = PitchSlot.objects.select_related(
        "session__plan__call", "session__plan__committee", "proposal__lead_agency__province"
    )
    found = get_object_or_404(slots, uid=uid)
    get_object_or_404(Proposal.objects.visible_to(request.user), pk=found.proposal_id)
    is_told = found.session.published_at is not None
    if not is_told and not permissions.can_see_plan(found.session.plan, request.user):
        raise Http404
    return found


def can_send(slot, user):
    """Who writes for the agency, and clerks who were handed the file."""
    return proposal_rules.can_write(slot.proposal, user) or is_clerk(slot, user)


def is_of_agency(slot, user):
    """Whose pitch it is: members of the agency that leads, whether they write or not."""
    return slot.proposal.lead_agency_id in user.agency_ids


def is_clerk(slot, user):
    return permissions.can_manage(slot.session.plan, user)


def slot(request, uid):
    """The page of one pitch."""
    return page_of(request, slot_of(request, uid), SlidesForm())


def page_of(request, found, form):
    refusal = slides.why_no_slides(found, is_clerk=is_clerk(found, request.user))
    may_send = can_send(found, request.user)
    waiting = slides.on_their_way(found, request.user).filter(done_at=None) if may_send else ()
    context = {
        "slot": found,
        "session": found.session,
        "deck": slides.deck_of(found),
        "is_agency": is_of_agency(found, request.user),
        "may_send": may_send,
        "waiting": waiting,
        "refusal": refusal,
        "form": form,
    }
    return render(request, "selection/slot.html", context)


@require_POST
def send_slides(request, uid):
    """Slides arrive, or the sentence says why they were not taken."""
    found = slot_of(request, uid)
    require(can_send(found, request.user))
    form = SlidesForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, found, form)
    clerk = is_clerk(found, request.user)
    try:
        slides.send_slides(found, form.cleaned_data["file"], by=request.user, is_clerk=clerk)
    except (MoveRefused, ValidationError) as refused:
        for sentence in refusal_of(refused):
            form.add_error("file", sentence)
        return page_of(request, found, form)
    messages.success(request, _("The slides have arrived."))
    return redirect(found)


@require_GET
def slides_file(request, uid):
    """The slides themselves, for whoever may read the proposal."""
    deck = get_object_or_404(SlideDeck.objects.select_related("slot", "file"), uid=uid)
    slot_of(request, deck.slot.uid)
    return serve(deck.file)


@require_GET
def slot_calendar(request, uid):
    """This pitch for a calendar program."""
    found = slot_of(request, uid)
    entry = pitch_calendars.entry_of_slot(found)
    return ical.download(entry.title, [entry], f"pitch-{found.proposal.code}")


@require_GET
def session_calendar(request, uid):
    """The whole session for the calendars of members."""
    found, _plan = followed(request, uid)
    entry = pitch_calendars.entry_of_session(found, list(found.slots.all()))
    return ical.download(entry.title, [entry], "pitch-session")
