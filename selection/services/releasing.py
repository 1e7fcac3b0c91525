"""The release: guards, the press, the hold in which it can be cancelled, and everything at once.

Until the hold is over nothing changes for anybody: no state, no paper, no mail (T14 to T21).
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, Grounds, MoveRefused, ReasonNeeded
from proposals.services.moving import move_all
from pyp_portal import clock
from pyp_portal.doorbell import ring_by_name
from pyp_portal.history.services import record
from selection import documents, emails, guards, quorums
from selection.kinds import MOVES, Outcome, Stage
from selection.models import Announcement, ScoreSheet
from selection.services import letters
from selection.services.announcing import is_out_already, nothing_in_it
from selection.services.closeness import closed_to
from selection.services.departing import about_closed, departures
from selection.services.feedback import feedback
from selection.services.holding import hold

RELEASE_HELD = "selection.release_held"
ROWS = ("plan__call", "meeting", "signed_by", "replaces", "pressed_by")


def items_of(announcement):
    """Its items with all that guards and letters ask about."""
    return announcement.items.select_related(
        "announcement__plan__call",
        "announcement__meeting",
        "proposal__call",
        "proposal__lead_agency",
        "proposal__owner",
        "resolution__item__meeting__committee__plan",
        "resolution__item__meeting__minutes",
        "resolution__item__proposal",
        "slot__proposal",
        "letter",
    )


@dataclass(frozen=True)
class Known:
    """What guards ask about all items of an announcement at once; empty: each asks for itself."""

    quorums: dict = field(default_factory=dict)  # by item of an agenda
    capacity: tuple = ()  # the one answer for all who are selected
    sheets: dict = field(default_factory=dict)  # how many are in, by proposal


def known_of(items):
    """Quorums and sheets of these items, in statements that do not depend on their number."""
    meetings, found = {}, {}
    for item in items:
        if item.resolution_id:
            agenda = item.resolution.item
            meetings.setdefault(agenda.meeting, []).append(agenda)
    for meeting, agenda in meetings.items():
        found |= quorums.of_items(meeting, agenda)
    sheets = dict.fromkeys((item.proposal_id for item in items), 0)
    submitted = ScoreSheet.objects.counted().filter(stage=Stage.DOC, proposal__in=sheets)
    by_proposal = submitted.order_by().values_list("proposal")
    counted = sheets | dict(by_proposal.annotate(count=Count("pk")))
    chosen = [item.announcement for item in items if item.outcome == Outcome.SELECTED]
    capacity = tuple(guards.capacity_ok(announcement) for announcement in chosen[:1])
    return Known(quorums=found, sheets=counted, capacity=capacity)


def answers(item, known=None):
    """The guards of an item's transition, with their answers (section 5.3)."""
    checks = {
        Outcome.SHORTLISTED: _shortlist_answers,
        Outcome.NOT_SHORTLISTED: _shortlist_answers,
        Outcome.NO_SHOW: _no_show_answers,
        Outcome.PROMOTED: _promotion_answers,
    }
    return checks.get(item.outcome_enum, _decision_answers)(item, known or Known())


def _shortlist_answers(item, known):
    plan, count = item.announcement.plan, known.sheets.get(item.proposal_id)
    return {
        "sheets_submitted": guards.sheets_submitted(item.proposal, plan, count),
        "decision_recorded": _decided(item),
        "pitch_planned": guards.pitch_planned(plan),
        "announcement_signed": guards.announcement_signed(item.announcement),
    }


def _decided(item):
    return guards.decision_recorded(item.resolution, item.outcome, item.reserve_rank)


def _no_show_answers(item, _known):
    return {
        "slot_missed": guards.slot_missed(item.slot),
        "announcement_signed": guards.announcement_signed(item.announcement),
    }


def _promotion_answers(item, _known):
    return {
        "seat_left": guards.seat_left(item.announcement.plan),
        "next_in_reserve": guards.next_in_reserve(item.proposal),
        "announcement_signed": guards.announcement_signed(item.announcement),
    }


def _decision_answers(item, known):
    agenda = item.resolution.item if item.resolution_id else None
    meeting = agenda.meeting if agenda else None
    found = {
        "meeting_quorate": guards.meeting_quorate(agenda, agenda and known.quorums.get(agenda.pk)),
        "notice_ok": guards.notice_ok(meeting),
        "decision_recorded": _decided(item),
        "minutes_certified": guards.minutes_certified(meeting),
        "announcement_signed": guards.announcement_signed(item.announcement),
        "pitch_mode_allows": guards.pitch_mode_allows(item.proposal, item.announcement.plan),
    }
    if item.outcome == Outcome.SELECTED:
        (found["capacity_ok"],) = known.capacity or (guards.capacity_ok(item.announcement),)
    return found


def obstacles(announcement, user=None):
    """Every sentence that stands between this announcement and its release, each once.

    About proposals that are closed to the person who asks it says no more than that there is one.
    """
    items = list(items_of(announcement))
    if not items:
        return [nothing_in_it()]
    known, closed = known_of(items), closed_to(user, announcement.plan) if user else set()
    refused = [
        sentence if item.proposal_id not in closed else about_closed()
        for item in items
        for sentence in guards.settle(answers(item, known))[1]
    ]
    unsaid = [*departures(announcement, items, closed), *letters.unapproved(announcement, items)]
    return list(dict.fromkeys([*refused, *unsaid]))


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
    emails.release_stopped(announcement, reason, "cancelled")
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
        _end_hold(announcement, refused.sentence)
        record(announcement, "release stopped", reason=refused.sentence)
        emails.release_stopped(announcement, refused.sentence, "stopped")
        return False
    return True


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
