"""Advice of tier 1 and what became of it; notes from the field."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import answer_emails as emails
from cohorts.models import FieldNote, MentoringSession
from cohorts.services.moving import hold_running, need_reason, refuse_unless
from cohorts.services.working import in_lab
from cohorts.states import Phase
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def record_mentoring(team, *, by, advisor, held_on, advice_th, follow_up_th="", phase=""):
    """Advice that tier 1 gave (R-26), in the phase named or in that of its day."""
    team = in_lab(team)
    session = MentoringSession.objects.create(
        team=team,
        advisor=advisor,
        phase=phase or phase_on(team, held_on),
        held_on=held_on,
        advice_th=advice_th,
        follow_up_th=follow_up_th,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    record(team, "advice_recorded", by=by)
    return session


def phase_on(team, day):
    """The phase that began last, by its plan or in fact, on or before a day."""
    begun = [(begins(phase), phase.order, phase.phase) for phase in team.phases.all()]
    before = [one for one in begun if one[0] <= day]
    return max(before)[2] if before else Phase.ORIENTATION


def begins(phase):
    """The day on which a phase began, or is to begin."""
    return clock.localdate(phase.started_at) if phase.started_at else phase.planned_start


@transaction.atomic
def answer_advice(session, *, by, outcome, done_th):
    """The team says what it did with advice, and the advisor is told; once only."""
    team = hold_running(session.team)
    session = MentoringSession.objects.select_for_update().get(pk=session.pk)
    refuse_unless(not session.answered_at, _("The team has already said what was done."))
    session.outcome, session.done_th = outcome, need_reason(done_th)
    session.answered_by, session.answered_at = by, clock.now()
    session.save()
    record(team, "advice_answered", by=by, outcome=outcome)
    emails.advice_answered(session)
    return session


@transaction.atomic
def take_note(team, *, by, file=None, **facts):
    """What somebody of the team saw or did, for its diary."""
    team = hold_running(team)
    note = FieldNote.objects.create(
        team=team, file=file, recorded_by=by, recorded_at=clock.now(), **facts
    )
    record(team, "note_taken", by=by)
    return note
