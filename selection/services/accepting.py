"""Confidentiality and terms: nothing of the selection opens to a member before they accept."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused, StaleVersion
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from selection.models import CommitteeTerms, Seat
from selection.services import doors
from selection.services.holding import hold
from selection.services.suggesting import suspected_in

TERMS = Path(__file__).resolve().parent.parent / "reference" / "terms.txt"
TEXT_MIN = 100


def terms_of(plan):
    """The terms in force, or None before any are published."""
    return plan.terms.order_by("number").last()


@transaction.atomic
def publish_terms(plan, text=None, *, by=None):
    """A new version of the terms: every member accepts anew before anything opens again."""
    text = TERMS.read_text(encoding="utf-8").strip() if text is None else thai.normalise(text)
    if len(text) < TEXT_MIN:
        raise MoveRefused(
            _("Write out the terms: at least %(min)d characters.") % {"min": TEXT_MIN}
        )
    latest = terms_of(plan)
    if latest and latest.text_th == text:
        raise MoveRefused(_("These are the terms in force already."))
    terms = CommitteeTerms.objects.create(
        plan=plan,
        number=latest.number + 1 if latest else 1,
        text_th=text,
        published_at=clock.now(),
        published_by=by,
    )
    for seat in Seat.objects.filter(committee__plan=plan).bound().select_related("committee__plan"):
        seat.terms_accepted_at = None
        seat.save(update_fields=["terms_accepted_at"])
        doors.shut_out_of_all(seat)
    record(plan, "terms published", by=by, number=terms.number)
    return terms


@transaction.atomic
def accept_terms(seat, number, *, by=None):
    """A member accepts the terms they read; what they may read and score opens.

    Refuses over a newer version than the one that was shown.
    """
    seat = hold(seat, "user", "committee__plan__call")
    terms = terms_of(seat.committee.plan)
    if seat.has_accepted:
        raise MoveRefused(_("You have accepted these terms already."))
    if terms is None or terms.number != number:
        raise StaleVersion(_("The terms have changed meanwhile: read them once more."))
    seat.terms, seat.terms_accepted_at = terms, clock.now()
    seat.save(update_fields=["terms", "terms_accepted_at"])
    proposals = doors.opened(seat.committee.plan)
    doors.open_what_waits(seat, proposals, suspected_in(seat, proposals))
    record(seat.committee, "terms accepted", by=by or seat.user, seat_no=seat.seat_no)
    return seat
