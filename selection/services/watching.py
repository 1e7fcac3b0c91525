"""What a screen that follows the pitch day shows: the open item, its time, what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from pyp_portal import clock
from selection.kinds import Stage
from selection.models import PitchSlot, ScoreSheet

CALLED, PITCH, QUESTIONS, OVER = "called", "pitch", "questions", "over"


@dataclass(frozen=True)
class Clock:
    """The running time of the open item, by the portal's clock."""

    phase: str
    began: datetime | None
    length: timedelta

    @property
    def ends(self):
        return self.began + self.length if self.began else None

    @property
    def now(self):
        return clock.now()

    @property
    def label(self):
        return {
            CALLED: _("About to begin"),
            PITCH: _("Pitch"),
            QUESTIONS: _("Questions"),
            OVER: _("The pitch is over"),
        }[self.phase]


def clock_of(slot, session):
    """The time of a slot: pitch, then questions."""
    if not slot.is_pending:
        return Clock(OVER, None, timedelta())
    if slot.questions_from:
        return Clock(QUESTIONS, slot.questions_from, timedelta(minutes=session.question_minutes))
    if slot.pitch_from:
        return Clock(PITCH, slot.pitch_from, timedelta(minutes=session.pitch_minutes))
    return Clock(CALLED, None, timedelta())


def following(session):
    """A session with its open item, in one statement; the rest only where something changed."""
    return session.select_related("plan__call", "plan__committee", "current__proposal")


def current_and_next(session):
    """(the open item or None, the next one that waits or None)."""
    now = session.current
    waiting = session.slots.filter(presented_at=None, missed_at=None)
    waiting = waiting.select_related("proposal__lead_agency__province").order_by("order")
    if now is not None:
        waiting = waiting.exclude(pk=now.pk)
        later = waiting.filter(order__gt=now.order).first()
        return now, later or waiting.first()
    return None, waiting.first()


def closed_to(user, slots):
    """The proposals of these slots that are closed to a person."""
    asked = [slot.proposal_id for slot in slots if slot]
    rows = user.accesses.filter(kind="closed", proposal__in=asked)
    return set(rows.values_list("proposal", flat=True))


def own_sheet(slot, user):
    """The sheet on which this person scores this pitch, if any."""
    mine = ScoreSheet.objects.visible_to(user).filter(seat__user=user, stage=Stage.PITCH)
    return mine.filter(proposal=slot.proposal_id).first()


def slot_of(sheet):
    """The slot in which the proposal of a pitch sheet pitches: the last that was not missed."""
    slots = PitchSlot.objects.filter(proposal=sheet.proposal_id, missed_at=None)
    return slots.select_related("session").order_by("-session__starts_at").first()


def own_sheets(session, user):
    """This person's sheets of a session in the order of the pitches, each with its slot."""
    slots = {slot.proposal_id: slot for slot in session.slots.filter(missed_at=None)}
    mine = ScoreSheet.objects.visible_to(user).filter(seat__user=user, stage=Stage.PITCH)
    mine = mine.filter(proposal__in=slots, recused_at=None).for_list()
    rows = list(mine.prefetch_related("scores__criterion"))
    for sheet in rows:
        sheet.order = slots[sheet.proposal_id].order
        sheet.was_opened = slots[sheet.proposal_id].opened_at is not None
    return sorted(rows, key=lambda sheet: sheet.order)
