"""Announcements: drafted from resolutions, signed, released in one piece (T14, T15, T17 to T21)."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, Grounds, MoveRefused, ReasonNeeded
from proposals.services.moving import move_all
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import documents, emails, guards, quorums
from selection.kinds import MOVES, AnnouncementKind, Outcome, Stage
from selection.models import Announcement, AnnouncementItem, PitchSlot, Resolution, ScoreSheet
from selection.services.departing import departures
from selection.services.feedback import feedback
from selection.services.holding import hold

DECIDING = frozenset({Outcome.SELECTED, Outcome.RESERVE, Outcome.NOT_SELECTED})
ENQUIRY_KINDS = frozenset({AnnouncementKind.RESULT})


@transaction.atomic
def draft_announcement(plan, kind, *, title_th, meeting=None, resolutions=None, slots=(), by=None):
    """Gather results for one announcement; without a list, all resolutions not yet announced."""
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
def sign(announcement, *, number, date, signed_by, by=None):
    """Record number, date and signatory; from here on its resolutions and sheets stand."""
    announcement = _hold_unreleased(announcement)
    if not announcement.items.exists():
        raise MoveRefused(nothing_in_it())
    announcement.number, announcement.date, announcement.signed_by = number, date, signed_by
    if announcement.kind in ENQUIRY_KINDS:
        announcement.enquiry_until = date + timedelta(days=announcement.plan.enquiry_days)
    announcement.full_clean()
    announcement.save()
    record(announcement, "signed", by=by or signed_by)
    return announcement


def _hold_unreleased(announcement):
    held = hold(announcement, "plan__call", "meeting", "signed_by", "replaces")
    if held.released_at:
        raise MoveRefused(_("This announcement has been released already."))
    return held


def nothing_in_it():
    """The sentence about an announcement that names nobody."""
    return _("There is nothing in this announcement.")


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
        "slot__proposal",
    )


@dataclass(frozen=True)
class Known:
    """What guards ask about all items of an announcement at once; empty: each asks for itself."""

    quorums: dict = field(default_factory=dict)  # by item of an agenda
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
    return Known(found, sheets | dict(by_proposal.annotate(count=Count("pk"))))


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
        "decision_recorded": guards.decision_recorded(item.resolution, item.outcome),
        "pitch_planned": guards.pitch_planned(plan),
        "announcement_signed": guards.announcement_signed(item.announcement),
    }


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
        "decision_recorded": guards.decision_recorded(item.resolution, item.outcome),
        "minutes_certified": guards.minutes_certified(meeting),
        "announcement_signed": guards.announcement_signed(item.announcement),
        "pitch_mode_allows": guards.pitch_mode_allows(item.proposal, item.announcement.plan),
    }
    if item.outcome == Outcome.SELECTED:
        found["capacity_ok"] = guards.capacity_ok(item.announcement)
    return found


def obstacles(announcement):
    """Every sentence that stands between this announcement and its release, each once."""
    items = list(items_of(announcement))
    if not items:
        return [nothing_in_it()]
    known = known_of(items)
    refused = [sentence for item in items for sentence in guards.settle(answers(item, known))[1]]
    return list(dict.fromkeys([*refused, *departures(announcement, items)]))


@transaction.atomic
def release(announcement, *, by):
    """Make everything known at once: all proposals move or none, papers freeze, letters go.

    Whoever comes second is told that it is out already; nothing moves twice.
    """
    announcement = _hold_unreleased(announcement)
    hold(announcement.plan)  # one release at a time: together two could exceed the seats
    items = list(items_of(announcement))
    if not items:
        raise MoveRefused(nothing_in_it())
    if silent := departures(announcement, items):
        raise MoveRefused(" ".join(silent))
    move_all([_step(item, by) for item in items])
    announcement.released_at, announcement.released_by = clock.now(), by
    announcement.save(update_fields=["released_at", "released_by"])
    record(announcement, "released", by=by, items=len(items))
    documents.announcement(announcement, by=by)
    for item in items:
        documents.result_letter(item, feedback(item), by=by)
        emails.result(item)
    return announcement


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
