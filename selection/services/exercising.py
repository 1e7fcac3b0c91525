"""The exercise before the judging: all score one past proposal, then see how far apart they are.

Its sheets are records of their own; no mean, board, letter or export reads them.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Access
from proposals.services.access import grant_many, revoke
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.history.services import latest, record
from selection import emails
from selection.kinds import Stage
from selection.models import Criterion, Exercise, PracticeSheet
from selection.services.holding import hold
from selection.services.suggesting import suggestions, with_agencies

BECAUSE = "selection: exercise"
NOTE_MAX = 4000
LEVELS = (1, 2, 3, 4, 5)
NEVER_JUDGED = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.SCREENING, State.EXPIRED)
IN_PLAY = (
    State.ELIGIBLE,
    State.REVIEWING,
    State.SHORTLISTED,
    State.PITCHED,
    State.RESERVE,
    State.MERGED,
)


@dataclass(frozen=True)
class Spread:
    """How the committee scored one criterion: how many at each level, and where one's own is."""

    criterion: object
    levels: list  # (points, name of the level, one each of the others, whether one's own)
    gap: int


def is_past(proposal, plan):
    """True for what nobody judges any more: of an earlier year, or decided in this one."""
    if proposal.state in NEVER_JUDGED:
        return False
    return proposal.call.fiscal_year < plan.year or proposal.state not in IN_PLAY


def running(plan):
    """The exercise that is open now, or None."""
    return plan.exercises.filter(closed_at=None).select_related("proposal").first()


def running_for(plan, user):
    """The open exercise in which this person takes part, or None."""
    found = running(plan)
    return found if found and takes_part(found, user) else None


def criteria_of(plan):
    """What is practised: the criteria of the documents."""
    return list(
        Criterion.objects.filter(rubric__plan=plan, rubric__stage=Stage.DOC).select_related(
            "rubric"
        )
    )


@transaction.atomic
def open_exercise(plan, proposal, *, by):
    """Let all members who score read and score a past proposal for practice; they are told.

    Whoever the records tie to it, or to whom it is closed, takes no part.
    """
    if not is_past(proposal, plan):
        raise MoveRefused(
            _("Choose a proposal of an earlier year, or one that is decided already.")
        )
    if plan.standing_committee is None:
        raise MoveRefused(_("No committee has been appointed yet."))
    try:
        with transaction.atomic():
            exercise = Exercise.objects.create(
                plan=plan, proposal=proposal, opened_at=clock.now(), opened_by=by
            )
    except IntegrityError:
        raise MoveRefused(_("Close the exercise that is open before the next one.")) from None
    taking_part = _free_seats(plan, proposal)
    people = [seat.user for seat in taking_part]
    grant_many([proposal], people, Access.Kind.READ, BECAUSE)
    record(exercise, "opened", by=by, proposal=proposal.code, seats=len(people))
    for seat in taking_part:
        emails.exercise_open(exercise, seat)
    return exercise


def _free_seats(plan, proposal):
    """The seats that score and have nothing to do with this proposal."""
    scoring = plan.committee.seats.active().filter(scores=True)
    seats = list(with_agencies(scoring))
    tied = {seat for seat, _proposal in suggestions(seats, [proposal])}
    closed = set(proposal.accesses.filter(kind=Access.Kind.CLOSED).values_list("user", flat=True))
    return [seat for seat in seats if seat.pk not in tied and seat.user_id not in closed]


def takes_part(exercise, user):
    """True for who was let in to practise."""
    return exercise.proposal.accesses.filter(user=user, because=BECAUSE).exists()


def exercises_waiting(seat):
    """The exercise of the year that is open and waits for this member's points."""
    open_ones = Exercise.objects.filter(plan=seat.committee.plan, closed_at=None)
    doors = {"proposal__accesses__user": seat.user_id, "proposal__accesses__because": BECAUSE}
    return open_ones.filter(**doors).exclude(sheets__seat=seat)


@transaction.atomic
def practise(exercise, seat, points):
    """Keep a member's points, all of them; they may be changed until the exercise is closed."""
    held = hold(exercise, "plan", "proposal")
    if held.closed_at:
        raise MoveRefused(_("The exercise is closed."))
    if not takes_part(held, seat.user):
        raise MoveRefused(_("You take no part in this exercise."))
    given = {c.code: points.get(c.code) for c in criteria_of(held.plan)}
    if not all(value in LEVELS for value in given.values()):
        raise MoveRefused(_("Choose a level for every criterion."))
    facts = {"points": given, "submitted_at": clock.now()}
    return PracticeSheet.objects.update_or_create(exercise=held, seat=seat, defaults=facts)[0]


@transaction.atomic
def close_exercise(exercise, *, by):
    """End it: from now on all see how the points spread, and nobody reads the proposal by it."""
    held = hold(exercise, "proposal")
    if held.closed_at:
        raise MoveRefused(_("The exercise is closed."))
    held.closed_at = clock.now()
    held.save(update_fields=["closed_at"])
    for access in held.proposal.accesses.filter(because=BECAUSE).select_related("user"):
        revoke(held.proposal, access.user, Access.Kind.READ, BECAUSE)
    record(held, "closed", by=by, sheets=held.sheets.count())
    return held


@transaction.atomic
def note_exercise(exercise, text, *, version, by):
    """Write down what the committee agreed on; what was saved since ``version`` stays below it."""
    held, text = hold(exercise), thai.normalise(text)
    if version != held.version and held.note_th not in text:
        text = f"{text}\n\n{held.note_th}"
    held.note_th, held.version = text[:NOTE_MAX], held.version + 1
    held.save(update_fields=["note_th", "version"])
    record(held, "noted", by=by)
    return held


def removal_of(exercise):
    """When its points were removed as their time was over (an event), or None."""
    return latest(exercise, "practice removed")


def spread(exercise, seat=None):
    """How the points spread over the levels, without names; one's own is known."""
    sheets = list(exercise.sheets.all())
    mine = next((s.points for s in sheets if seat and s.seat_id == seat.pk), {})
    criteria = criteria_of(exercise.plan)
    return [_spread(c, [s.points[c.code] for s in sheets], mine) for c in criteria]


def _spread(criterion, values, mine):
    own = mine.get(criterion.code)
    levels = [
        (points, name, range(values.count(points) - (own == points)), own == points)
        for points, name, _text in criterion.steps()
    ]
    return Spread(criterion, levels, max(values) - min(values) if values else 0)
