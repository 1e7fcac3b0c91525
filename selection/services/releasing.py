"""The release: guards, the press, the hold in which it can be cancelled, and everything at once.

Until the hold is over nothing changes for anybody: no state, no paper, no mail (T14 to T21).
"""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, Grounds, MoveRefused, ReasonNeeded
from proposals.services.moving import move_all
from pyp_portal import clock
from pyp_portal.doorbell import ring_by_name
from pyp_portal.history.services import record
from selection import documents, emails, guards
from selection.kinds import MOVES, Outcome
from selection.models import Announcement
from selection.services import letters
from selection.services.announcing import is_out_already, nothing_in_it
from selection.services.departing import departures
from selection.services.feedback import feedback
from selection.services.hindering import answers, in_the_way, items_of, obstacles
from selection.services.holding import hold

RELEASE_HELD = "selection.release_held"
ROWS = ("plan__call", "meeting", "signed_by", "replaces", "pressed_by")


# --- The hold
@transaction.atomic
def press_release(announcement, *, by):
    """Let the hold begin: released by the worker when it is over, unless somebody cancels.

    Every guard is asked now and once more at the end. A plan without hold releases at once.
    """
    announcement = _hold_unreleased(announcement)
    hold(announcement.plan)
    if announcement.is_held:
        raise MoveRefused(_("The release is under way already."))
    if refused := obstacles(announcement, by):
        raise MoveRefused(" ".join(refused))
    announcement.pressed_at, announcement.pressed_by = clock.now(), by
    minutes = announcement.plan.release_hold
    announcement.release_at = announcement.pressed_at + timedelta(minutes=minutes)
    announcement.stopped_because = ""
    announcement.save(update_fields=["pressed_at", "pressed_by", "release_at", "stopped_because"])
    record(announcement, "release pressed", by=by, minutes=minutes)
    if not minutes:
        return release(announcement, by=by)
    ring_by_name(RELEASE_HELD, announcement.pk, after=minutes * 60 + 1)
    return announcement


@transaction.atomic
def cancel_release(announcement, *, reason, by):
    """Stop a release that has been pressed; possible until the very moment it is out."""
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    announcement = _hold_unreleased(announcement)
    if not announcement.is_held:
        raise MoveRefused(_("No release is under way. Nothing was changed."))
    _end_hold(announcement)
    record(announcement, "release cancelled", by=by, reason=reason)
    emails.release_stopped(announcement, lambda person: reason, "cancelled")
    return announcement


def _end_hold(announcement, why=""):
    announcement.release_at, announcement.stopped_because = None, why
    announcement.save(update_fields=["release_at", "stopped_because"])


@transaction.atomic
def release_held(pk):
    """Release one announcement whose hold is over; True if it did. Harmless to run again.

    What no longer may be released is stopped as a whole, and those who pressed are told.
    """
    found = Announcement.objects.filter(pk=pk).first()
    if found is None:
        return False
    announcement = hold(found, *ROWS)
    if not announcement.is_held or clock.now() < announcement.release_at:
        return False
    try:
        with transaction.atomic():
            release(announcement, by=announcement.pressed_by)
    except MoveRefused as refused:
        why = _why(announcement, refused)
        _end_hold(announcement, why)
        record(announcement, "release stopped", reason=why)
        emails.release_stopped(announcement, partial(_why, announcement, refused), "stopped")
        return False
    return True


def _why(announcement, refused, person=None):
    """All that stood in the way, a line each; what the release itself met where nothing is left."""
    return "\n".join(in_the_way(announcement, person) or [refused.sentence])


def release_all_held():
    """Release everything whose hold is over; how many. Harmless to run again."""
    due = Announcement.objects.filter(released_at=None, release_at__lte=clock.now())
    return sum(release_held(pk) for pk in list(due.values_list("pk", flat=True)))


# --- Everything at once
@transaction.atomic
def release(announcement, *, by):
    """Make everything known at once: all proposals move or none, papers freeze, letters go.

    Whoever comes second is told that it is out already; nothing moves twice.
    """
    announcement = _hold_unreleased(announcement)
    hold(announcement.plan)  # one release at a time: together two could exceed the seats
    _count_enquiry_days(announcement)
    items = list(items_of(announcement))
    if not items:
        raise MoveRefused(nothing_in_it())
    if unsaid := [*departures(announcement, items), *letters.unapproved(announcement, items)]:
        raise MoveRefused(" ".join(unsaid))
    move_all([_step(item, by) for item in items])
    announcement.released_at, announcement.released_by = clock.now(), by
    announcement.save(update_fields=["released_at", "released_by"])
    record(announcement, "released", by=by, items=len(items))
    documents.announcement(announcement, by=by)
    for item in items:
        documents.result_letter(item, feedback(item), by=by)
        emails.result(item)
    return announcement


def _count_enquiry_days(announcement):
    """The days for enquiries count from when the result is known, not from an earlier date."""
    if announcement.enquiry_until is None:
        return
    days = timedelta(days=announcement.plan.enquiry_days)
    announcement.enquiry_until = max(announcement.enquiry_until, clock.today() + days)
    announcement.save(update_fields=["enquiry_until"])


def _hold_unreleased(announcement):
    held = hold(announcement, *ROWS)
    if held.released_at:
        raise MoveRefused(is_out_already())
    return held


def _step(item, by):
    passed, refusals = guards.settle(answers(item))
    if refusals:
        raise MoveRefused(" ".join(refusals))
    grounds = Grounds(by, item.reason, passed)
    return (item.proposal, MOVES[item.outcome_enum], grounds, _arguments(item))


def _arguments(item):
    """What a transition wants to know beside its grounds."""
    data = {"announcement": item.announcement.number}
    if item.outcome != Outcome.RESERVE:
        return {"data": data}
    return {
        "data": data,
        "rank": item.reserve_rank,
        "valid_until": item.announcement.plan.reserve_valid_until,
    }
