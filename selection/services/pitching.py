"""The pitch: sessions, slots, who came, who did not (T16)."""

import secrets
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, Grounds, MoveRefused, ReasonNeeded
from proposals.services.moving import move
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from selection import documents, emails, guards, quorums
from selection.kinds import Severity
from selection.models import Conflict, PitchAttendance, PitchSession, PitchSlot
from selection.services import absent, running, sheets
from selection.services.declaring import silent_before_pitch
from selection.services.holding import hold, hold_open_session

SLIDE_DAYS = 2
OFFICE_CLOSES = time(16, 30)


@transaction.atomic
def open_session(plan, *, starts_at, place_th, by=None, **choices):
    """A day of pitches; the plan must hold a pitch."""
    refusal = guards.pitch_planned(plan)
    if refusal:
        raise MoveRefused(refusal)
    choices.setdefault("slides_due", slides_due_for(starts_at))
    session = PitchSession.objects.create(
        plan=plan,
        starts_at=starts_at,
        place_th=place_th,
        order_salt=secrets.token_hex(8),
        changed_at=clock.now(),
        **choices,
    )
    record(session, "opened", by=by)
    return session


def slides_due_for(starts_at):
    """Slides are asked for by the close of the office two working days before (section 4.3)."""
    day = thai.add_working_days(clock.localdate(starts_at), -SLIDE_DAYS)
    return timezone.make_aware(datetime.combine(day, OFFICE_CLOSES))


def waiting_for_slot(plan):
    """Shortlisted proposals that never had a slot; a missed one is given again by itself."""
    had = PitchSlot.objects.filter(session__plan=plan).values("proposal")
    return plan.call.proposals.filter(state=State.SHORTLISTED).exclude(pk__in=had)


@transaction.atomic
def schedule(session, proposals, *, starts=(), presenters=(), by=None):
    """Put proposals into slots in this order, after the slots there are.

    ``starts`` gives their times; without it they follow from the length of a slot. In a
    session that has begun their sheets open at once.
    """
    session = hold_open_session(session)
    first = session.slots.count() + 1
    made = []
    for place, proposal in enumerate(proposals):
        _refuse_unless_waiting(session, proposal)
        order = first + place
        made.append(
            PitchSlot.objects.create(
                session=session,
                proposal=proposal,
                order=order,
                starts_at=starts[place] if starts else session.time_of(order),
                presenter_th=presenters[place] if presenters else "",
            )
        )
    running.changed(session)
    record(session, "scheduled", by=by, slots=[slot.proposal.code for slot in made])
    if session.started_at:
        _open_sheets(session)
    return made


def _refuse_unless_waiting(session, proposal):
    if proposal.state != State.SHORTLISTED:
        raise MoveRefused(_("%(code)s is not through to the pitch.") % {"code": proposal.code})
    pending = PitchSlot.objects.filter(proposal=proposal, presented_at=None, missed_at=None)
    if pending.exists() or session.slots.filter(proposal=proposal).exists():
        raise MoveRefused(_("%(code)s already has a slot.") % {"code": proposal.code})


@transaction.atomic
def start_session(session, seats, *, reasons=None, by=None):
    """Note who sits in the session and open their pitch sheets; latecomers may be added.

    ``reasons`` is {seat: why it did not come}, as far as it is known. Who comes later
    gives no points for what was held without them: those sheets are shut from the beginning.
    Where somebody was there and was not noted, the chair asks for the points.
    """
    session = hold_open_session(session)
    if not session.started_at:
        if early := guards.day_has_come(session):
            raise MoveRefused(early)
        session.started_at = clock.now()
        session.save(update_fields=["started_at"])
    _refuse_if_silent(session, seats)
    known = set(session.attendances.values_list("seat", flat=True))
    PitchAttendance.objects.bulk_create(
        [PitchAttendance(session=session, seat=seat) for seat in seats], ignore_conflicts=True
    )
    absent.keep(session, reasons or {})
    running.turn(session)
    record(session, "started", by=by, seats=sorted(seat.seat_no for seat in seats))
    _open_sheets(session)
    _shut_what_was_held(session, [seat for seat in seats if seat.pk not in known])
    return session


def _refuse_if_silent(session, seats):
    """Interests are declared once more before the pitch, where the plan says so (K8)."""
    proposals = [slot.proposal for slot in session.slots.select_related("proposal")]
    silent = silent_before_pitch(session.plan, seats, proposals)
    if silent:
        names = ", ".join(str(seat) for seat in silent)
        raise MoveRefused(
            _("Interests are declared once more before the pitch. Still to come: %(names)s.")
            % {"names": names}
        )


def _open_sheets(session):
    """A sheet for each scoring member present and each proposal they did not step aside from.

    None for a pitch that was missed: nobody gives points for what was not held.
    """
    ahead = session.slots.filter(missed_at=None, presented_at=None)
    present = session.attendances.select_related("seat__user").filter(seat__scores=True)
    for seat, proposal in _without_a_tie([row.seat for row in present], ahead):
        sheets.open_pitch_sheet(seat, proposal)


def _shut_what_was_held(session, late):
    held = session.slots.filter(presented_at__isnull=False)
    for seat, proposal in _without_a_tie([seat for seat in late if seat.scores], held):
        sheets.open_shut(seat, proposal)


def _without_a_tie(seats, slots):
    """Each of these members with each proposal they did not step aside from."""
    proposals = [slot.proposal for slot in slots.select_related("proposal")]
    hard = Conflict.objects.filter(proposal__in=proposals, severity=Severity.HARD)
    aside = set(hard.values_list("seat", "proposal"))
    for seat in seats:
        for proposal in proposals:
            if (seat.pk, proposal.pk) not in aside:
                yield seat, proposal


@transaction.atomic
def record_presented(slot, *, by=None, at=None):
    """The pitch was held before a quorum: the proposal is pitched at once (T16)."""
    slot = _lock_pending(slot)
    slot.presented_at = at or clock.now()
    slot.opened_at = slot.opened_at or slot.presented_at
    slot.save(update_fields=["presented_at", "opened_at"])
    passed, refusals = guards.settle(
        {
            "meeting_quorate": guards.pitch_quorate(slot),
            "slot_presented": guards.slot_presented(slot),
        }
    )
    if refusals:
        raise MoveRefused(" ".join(refusals))
    found = quorums.of_slot(slot)
    data = {"present": found.present, "required": found.required}
    move(slot.proposal, "record_pitch", Grounds(by, passed=passed), data=data)
    running.let_back_in(slot)
    return slot


def _lock_pending(slot):
    fresh = hold(slot, "proposal", "session__plan__committee")
    if not fresh.is_pending:
        raise MoveRefused(_("What happened in this slot has been recorded already."))
    if fresh.session.started_at is None:
        raise MoveRefused(_("The session has not begun yet."))
    return fresh


@transaction.atomic
def record_missed(slot, *, reason, by=None):
    """Nobody came: one new slot may be given; without it an announcement ends the way (T17)."""
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    slot = _lock_pending(slot)
    slot.missed_at, slot.missed_reason = clock.now(), reason
    slot.save(update_fields=["missed_at", "missed_reason"])
    slot.proposal.sheets.filter(stage="pitch", submitted_at=None).update(frozen_at=clock.now())
    record(slot.proposal, "pitch missed", by=by, reason=reason)
    running.let_back_in(slot)
    return slot


@transaction.atomic
def reslot(slot, session, *, starts_at=None, by=None):
    """Give a missed proposal its one second slot."""
    slot = hold(slot, "proposal")
    if not slot.missed_at:
        raise MoveRefused(_("The slot is not marked as missed."))
    if slot.reslot_of_id or slot.was_given_again:
        raise MoveRefused(_("A second slot is given once only."))
    times = [starts_at] if starts_at else ()
    new = schedule(session, [slot.proposal], starts=times, presenters=[slot.presenter_th], by=by)[0]
    new.reslot_of = slot
    new.save(update_fields=["reslot_of"])
    record(slot.proposal, "slot given again", by=by)
    return new


@transaction.atomic
def end_session(session, *, by=None):
    """Close a session once every slot is settled."""
    session = hold_open_session(session)
    if session.slots.filter(presented_at=None, missed_at=None).exists():
        raise MoveRefused(_("Some slots are still open."))
    session.ended_at = clock.now()
    session.save(update_fields=["ended_at"])
    running.turn(session)
    record(session, "ended", by=by)
    return session


@transaction.atomic
def publish_schedule(session, *, by=None):
    """Issue the schedule (PD-12) and tell each agency its slot, again only where it moved."""
    if not session.slots.exists():
        raise MoveRefused(_("Give slots to proposals first."))
    paper = documents.pitch_schedule(session, by=by)
    session.published_at = clock.now()
    session.save(update_fields=["published_at"])
    waiting = session.slots.filter(presented_at=None, missed_at=None)
    for slot in waiting.select_related("session", "proposal__owner", "proposal__lead_agency"):
        emails.pitch_slot(slot)
    record(session, "schedule published", by=by)
    return paper
