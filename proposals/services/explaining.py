"""Keep the public pages of a call: briefings, documents, and which kinds of agency may propose."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import Grounds, MoveRefused
from proposals.models import BriefingEvent, Call, CallDocument
from proposals.services.filing import only_if_used
from pyp_portal import clock
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import record
from pyp_portal.uploads.services import store

KINDS = ("pdf", "office", "image")
MOST_BYTES = 20 * 2**20
TOLD = ("title_th", "title_en", "starts_at", "ends_at", "place_th", "online_url")


@transaction.atomic
def plan_briefing(call, by, **facts):
    """A briefing about the call, from now on on its page and in its calendar (R-03)."""
    event = BriefingEvent.objects.create(call=call, changed_at=clock.now(), **facts)
    record(event, "planned", by=by, **told(event))
    renew_copies()
    return event


def told(event):
    """What the history keeps of a briefing; all of it is public."""
    return {name: getattr(event, name) for name in TOLD}


def locked(event):
    """The briefing as it is now; ``MoveRefused`` once it is cancelled."""
    fresh = BriefingEvent.objects.select_for_update().get(pk=event.pk)
    if fresh.cancelled_at:
        raise MoveRefused(_("This briefing has been cancelled. Nothing was changed."))
    return fresh


@transaction.atomic
def change_briefing(event, by, sequence, **facts):
    """Another time or place; calendars that have taken it over learn of it by its sequence.

    ``sequence`` is that of the page on which it was changed: the second of two is told.
    """
    fresh = locked(event)
    if fresh.sequence != sequence:
        raise MoveRefused(
            _("Somebody changed this briefing meanwhile. Look at what it says now, then save.")
        )
    before = told(fresh)
    for name, value in facts.items():
        setattr(fresh, name, value)
    fresh.sequence += 1
    fresh.changed_at = clock.now()
    fresh.save()
    record(fresh, "changed", by=by, before_it_was=before, **told(fresh))
    renew_copies()
    return fresh


@transaction.atomic
def cancel_briefing(event, by, reason):
    """It does not take place; it stays on the page with the reason, so that nobody comes."""
    Grounds(by=by, reason=reason).require_reason()
    fresh = locked(event)
    fresh.cancelled_at = fresh.changed_at = clock.now()
    fresh.cancel_reason = reason
    fresh.sequence += 1
    fresh.save()
    record(fresh, "cancelled", by=by, reason=reason)
    renew_copies()
    return fresh


def add_document(call, by, *, uploaded=None, url="", **facts):
    """A file (hashed and measured) or a link; ``ValidationError`` bears a sentence.

    ``facts`` are its kind, its title in Thai and perhaps in English, and perhaps its briefing.
    """
    if not uploaded:
        return note_document(call, by, url=url, **facts)
    file = store(uploaded, by=by, kinds=KINDS, max_bytes=MOST_BYTES)
    with only_if_used(file):
        return note_document(call, by, file=file, **facts)


@transaction.atomic
def note_document(call, by, **facts):
    document = CallDocument.objects.create(call=call, added_at=clock.now(), added_by=by, **facts)
    sha256 = document.file.sha256 if document.file else ""
    record(document, "added", by=by, kind=document.kind, sha256=sha256, url=document.url)
    renew_copies()
    return document


@transaction.atomic
def remove_document(document, by):
    """Take a document from the page; the history keeps its hash."""
    found = CallDocument.objects.current().filter(pk=document.pk)
    if not found.update(removed_at=clock.now()):
        raise MoveRefused(_("This document had been taken away before. Nothing was changed."))
    record(document, "removed", by=by)
    renew_copies()


@transaction.atomic
def admit_kinds(call, by, kinds):
    """C-30: which kinds of agency may begin a proposal this year; none named: all of them."""
    fresh = Call.objects.select_for_update().get(pk=call.pk)
    if set(fresh.allowed_agency_types) == set(kinds):
        raise ValidationError(_("That is what the call says already. Nothing was changed."))
    record(fresh, "kinds admitted", by=by, before_it_was=fresh.allowed_agency_types, kinds=kinds)
    renew_copies()
    fresh.allowed_agency_types = kinds
    fresh.save(update_fields=["allowed_agency_types"])
    return fresh
