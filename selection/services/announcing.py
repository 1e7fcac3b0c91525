"""Announcements: drafted from resolutions, thinned out, signed; what follows is ``releasing``."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import guards, portfolio
from selection.kinds import WINNING, AnnouncementKind, Outcome
from selection.models import Announcement, AnnouncementItem, PitchSlot, Resolution
from selection.services.holding import hold

DECIDING = frozenset({Outcome.SELECTED, Outcome.RESERVE, Outcome.NOT_SELECTED})
ENQUIRY_KINDS = frozenset({AnnouncementKind.RESULT})


@transaction.atomic
def draft_announcement(plan, kind, *, title_th, meeting=None, resolutions=None, slots=(), by=None):
    """Gather results for one announcement; without a list, all resolutions not yet announced.

    One draft of a year at a time, so that two do not gather the same.
    """
    hold(plan)
    slots = [slot for slot in slots if not slot.announcement_items.exists()]
    chosen = list(waiting(plan, kind, meeting) if resolutions is None else resolutions)
    if not (chosen or slots):
        raise MoveRefused(_("No result waits for an announcement of this kind."))
    announcement = Announcement.objects.create(
        plan=plan, kind=kind, title_th=title_th, meeting=meeting, drafted_at=clock.now()
    )
    items = [
        AnnouncementItem(
            announcement=announcement,
            proposal=resolution.item.proposal,
            outcome=resolution.outcome,
            resolution=resolution,
            reserve_rank=resolution.reserve_rank,
        )
        for resolution in chosen
    ]
    items += [
        AnnouncementItem(
            announcement=announcement, proposal=s.proposal, outcome=Outcome.NO_SHOW, slot=s
        )
        for s in slots
    ]
    AnnouncementItem.objects.bulk_create(items)
    record(announcement, "drafted", by=by, items=len(items))
    return announcement


def waiting(plan, kind, meeting=None):
    """The last resolution of each proposal, if it belongs in an announcement of this kind.

    What is in an announcement already does not wait; what a later meeting decided anew
    takes the place of what an earlier one did.
    """
    outcomes = {
        AnnouncementKind.SHORTLIST: [Outcome.SHORTLISTED, Outcome.NOT_SHORTLISTED],
        AnnouncementKind.RESULT: [*DECIDING, Outcome.NOT_SHORTLISTED],
    }.get(kind, [])
    later = Resolution.objects.filter(
        item__proposal=OuterRef("item__proposal"), decided_at__gt=OuterRef("decided_at")
    )
    found = Resolution.objects.filter(
        item__meeting__committee__plan=plan,
        item__proposal__isnull=False,
        item__proposal__state__in=[State.REVIEWING, State.PITCHED],
        outcome__in=outcomes,
        announcement_items=None,
    ).exclude(Exists(later))
    found = found.filter(item__meeting=meeting) if meeting else found
    return found.select_related("item__proposal").order_by("item__meeting__starts_at", "item")


def missed_slots(plan):
    """Slots nobody came to, with no second one ahead, whose proposals still wait for an end."""
    found = PitchSlot.objects.filter(
        session__plan=plan,
        missed_at__isnull=False,
        announcement_items=None,
        proposal__state=State.SHORTLISTED,
    )
    return [slot for slot in found.select_related("proposal") if not guards.slot_missed(slot)]


@transaction.atomic
def discard(announcement, *, by=None):
    """Throw away a draft that is not signed."""
    announcement = hold(announcement, "plan")
    if announcement.is_signed:
        raise MoveRefused(_("A signed announcement cannot be thrown away."))
    record(announcement.plan, "announcement discarded", by=by, title=announcement.title_th)
    announcement.items.all().delete()
    announcement.delete()


@transaction.atomic
def drop(item, *, reason, by):
    """Take one proposal out of an announcement, as when it was withdrawn meanwhile."""
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    announcement = _hold_unreleased(item.announcement)
    record(announcement, "dropped", by=by, reason=reason, code=item.proposal.code)
    item.delete()


@transaction.atomic
def sign(announcement, *, number, date, signed_by, portfolio_reason="", by=None):
    """Record number, date and signatory; from here on its resolutions and sheets stand.

    Refused above the seats of the year; above a limit of the portfolio a reason is needed.
    """
    announcement = _hold_unreleased(announcement)
    if not announcement.items.exists():
        raise MoveRefused(nothing_in_it())
    _check_seats_and_limits(announcement, portfolio_reason)
    announcement.number, announcement.date, announcement.signed_by = number, date, signed_by
    if announcement.kind in ENQUIRY_KINDS:
        announcement.enquiry_until = date + timedelta(days=announcement.plan.enquiry_days)
    announcement.full_clean()
    announcement.save()
    record(announcement, "signed", by=by or signed_by, reason=announcement.portfolio_reason)
    return announcement


def _check_seats_and_limits(announcement, reason):
    if refusal := guards.capacity_ok(announcement):
        raise MoveRefused(refusal)
    found = beyond_limits(announcement)
    if found and len(reason.strip()) < REASON_MIN:
        sentences = [excess.sentence for excess in found]
        raise MoveRefused(" ".join([*sentences, _("Say why the committee departs from it.")]))
    announcement.portfolio_reason = reason.strip() if found else ""


def beyond_limits(announcement):
    """The limits of the portfolio that the selected of the year exceed with this announcement."""
    coming = announcement.items.filter(outcome__in=WINNING)
    return over_limits(announcement.plan, coming.values_list("proposal", flat=True))


def over_limits(plan, coming):
    """The limits that these proposals exceed together with those selected before; none: none."""
    coming = list(coming) if plan.portfolio_limits else []
    if not coming:
        return []
    chosen = Q(call=plan.call_id, state__in=guards.HOLDING) | Q(pk__in=coming)
    return portfolio.exceeded(plan.portfolio_limits, Proposal.objects.filter(chosen).for_list())


def _hold_unreleased(announcement):
    held = hold(announcement, "plan__call", "meeting", "signed_by", "replaces")
    if held.released_at:
        raise MoveRefused(is_out_already())
    if held.is_held:
        raise MoveRefused(_("Its release is under way: cancel the release first."))
    return held


def is_out_already():
    """The sentence for whoever comes after a release."""
    return _("This announcement has been released already.")


def nothing_in_it():
    """The sentence about an announcement that names nobody."""
    return _("There is nothing in this announcement.")
