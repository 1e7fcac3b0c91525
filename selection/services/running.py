"""The run of the pitch day: which item is open, who is out of the room, when points are taken."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded, StaleVersion
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.kinds import Leaving, Severity, Stage
from selection.models import Conflict, PitchSession, PitchSlot, Round, ScoreSheet
from selection.services.holding import hold, hold_open_session
from selection.services.leaving import note_away, sits

OPEN = {"presented_at": None, "missed_at": None}


def turn(session):
    """Every screen that follows this session shows it anew."""
    PitchSession.objects.filter(pk=session.pk).update(live_no=F("live_no") + 1)


def changed(session):
    """Places or times moved: calendars that took them over are told so by the sequence."""
    PitchSession.objects.filter(pk=session.pk).update(
        sequence=F("sequence") + 1, live_no=F("live_no") + 1, changed_at=clock.now()
    )


def _of_running(slot):
    """(session, slot) held until commit, while the session runs and the slot is not settled."""
    session = hold_open_session(slot.session)
    if session.started_at is None:
        raise MoveRefused(_("The session has not begun yet."))
    fresh = hold(slot, "proposal")
    if not fresh.is_pending:
        raise MoveRefused(_("What happened in this slot has been recorded already."))
    return session, fresh


@transaction.atomic
def open_item(slot, *, seen=None, by=None):
    """Open one pitch on every screen: its points may be given, its slides are locked.

    ``seen`` is the ``mark_of`` the session that the page had shown: ``StaleVersion`` where
    somebody has opened another pitch since. To open what is open already does nothing.
    Whoever sits in the session and stepped aside from the proposal is noted as out of the room.
    """
    session, slot = _of_running(slot)
    if session.current_id == slot.pk:
        return slot
    if seen is not None and session.current and seen != mark_of(session):
        raise StaleVersion(
            _("Somebody has opened pitch %(order)d meanwhile: look at the day again.")
            % {"order": session.current.order}
        )
    if slot.opened_at is None:
        slot.opened_at = clock.now()
        slot.save(update_fields=["opened_at"])
    session.current = slot
    session.live_no += 1
    session.save(update_fields=["current", "live_no"])
    away = _send_out(session, slot)
    record(session, "item opened", by=by, order=slot.order, away=away)
    return slot


def mark_of(session):
    """Stands for the pitch that is open, or for none."""
    return str(session.current_id or "")


def _send_out(session, slot):
    """Note who is out of the room; answers their seats."""
    hard = Conflict.objects.filter(proposal=slot.proposal_id, severity=Severity.HARD)
    rows = session.attendances.filter(seat__in=hard.values("seat")).select_related("seat")
    seats = [row.seat for row in rows]
    for seat in seats:
        note_away(slot, seat, Leaving.INTEREST)
    return sorted(seat.seat_no for seat in seats)


@transaction.atomic
def begin_pitch(slot, *, by=None):
    """The minutes of the pitch run from now."""
    return _run_clock(slot, by, "pitch begun", pitch_from=clock.now(), questions_from=None)


@transaction.atomic
def begin_questions(slot, *, by=None):
    """The minutes of the questions run from now."""
    return _run_clock(slot, by, "questions begun", questions_from=clock.now())


def _run_clock(slot, by, verb, **moments):
    session, slot = _of_running(slot)
    if session.current_id != slot.pk:
        raise MoveRefused(_("Open this pitch first."))
    for name, moment in moments.items():
        setattr(slot, name, moment)
    slot.save(update_fields=list(moments))
    turn(session)
    record(session, verb, by=by, order=slot.order)
    return slot


def let_back_in(slot):
    """The item is over: those who waited outside come back, and every screen says so."""
    slot.absences.filter(back_at=None).update(back_at=clock.now())
    turn(slot.session)


@transaction.atomic
def leave_room(slot, seat, *, by=None):
    """Note a member who has just stepped aside from a pitch that is open (K6, K7)."""
    session = hold_open_session(slot.session)
    if slot.is_pending and slot.opened_at and sits(session, seat):
        note_away(slot, seat, Leaving.INTEREST)
        record(session, "left the room", by=by, order=slot.order, seat_no=seat.seat_no)
    turn(session)


# --- Points
def why_locked(sheet):
    """Why points for a pitch are not taken, or "": the chair opens each, and closes them all.

    Once the round of the pitch has been sealed, its own rules say who may change what.
    """
    if sheet.stage != Stage.PITCH:
        return ""
    slots = PitchSlot.objects.filter(proposal=sheet.proposal_id, missed_at=None)
    ahead = slots.filter(session__started_at__isnull=False, opened_at=None, presented_at=None)
    if ahead.exists():
        return _("Points are given once the chair has opened this pitch.")
    is_closed = slots.filter(session__scoring_closed_at__isnull=False).exists()
    if is_closed and not (_was_sealed(sheet) or _is_let_in(sheet)):
        return _("The chair has closed the points of this session.")
    return ""


def _was_sealed(sheet):
    rounds = Round.objects.filter(stage=Stage.PITCH, closed_at__isnull=False)
    return rounds.filter(plan__call=sheet.proposal.call_id).exists()


def _is_let_in(sheet):
    """True while whoever chairs has opened this sheet again and waits for it."""
    return sheet.reopenings.filter(is_granted=True, done_at=None).exists()


def sheets_of(session):
    """The score sheets of the pitches of a session, of whoever sits in it."""
    shown = session.slots.filter(missed_at=None)
    return ScoreSheet.objects.filter(
        stage=Stage.PITCH,
        proposal__in=shown.values("proposal"),
        seat__in=session.attendances.values("seat"),
    )


@transaction.atomic
def close_scoring(session, *, reason="", by=None):
    """The chair closes the points of a session: from now on its sheets change no more (4.4, 5).

    Sheets that are not handed in do not count; to close over them needs a reason.
    """
    session = hold(session, "plan")
    if session.scoring_closed_at:
        raise MoveRefused(_("The points of this session are closed already."))
    if session.started_at is None or session.slots.filter(**OPEN).exists():
        raise MoveRefused(_("Some slots are still open."))
    waiting = sheets_of(session).waiting()
    missing = waiting.count()
    if missing and len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    waiting.update(frozen_at=clock.now())
    session.scoring_closed_at = clock.now()
    session.ended_at = session.ended_at or clock.now()
    session.live_no += 1
    session.save(update_fields=["scoring_closed_at", "ended_at", "live_no"])
    record(session, "scoring closed", by=by, reason=reason, missing=missing)
    return session


# --- The screen of those who wait outside
@transaction.atomic
def show_outside(session, *, by=None):
    """A page without sign-in for those who wait outside, at an address nobody can guess."""
    session = hold(session)
    session.waiting_key = uuid.uuid4()
    session.save(update_fields=["waiting_key"])
    record(session, "page for those outside opened", by=by)
    return session


@transaction.atomic
def hide_outside(session, *, by=None):
    """Take the page for those outside away; its address never works again."""
    session = hold(session)
    session.waiting_key = None
    session.save(update_fields=["waiting_key"])
    record(session, "page for those outside closed", by=by)
    return session
