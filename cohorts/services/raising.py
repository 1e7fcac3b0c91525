"""Obstacles raised to the centre: raise, give to an officer, answer, settle or ask again."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import answer_emails as emails
from cohorts.models import RaisedObstacle
from cohorts.permissions import can_manage
from cohorts.services.moving import hold_running, need_reason, refuse_unless
from pyp_portal import clock, thai
from pyp_portal.history.services import record


@transaction.atomic
def raise_obstacle(team, *, by, kind, text_th, wanted_th):
    """A team asks the centre; the answer is due so many working days from now."""
    team = hold_running(team)
    raised = RaisedObstacle.objects.create(
        team=team,
        kind=kind,
        text_th=text_th,
        wanted_th=wanted_th,
        raised_by=by,
        raised_at=clock.now(),
        asked_at=clock.now(),
        due_on=due_from_today(team),
    )
    record(team, "obstacle_raised", by=by, kind=kind)
    emails.obstacle_raised(raised)
    return raised


def due_from_today(team):
    return thai.add_working_days(clock.today(), team.cohort.obstacle_days)


def lock(raised):
    """The obstacle, locked with its team; refused once the issue has ended."""
    team = hold_running(raised.team)
    raised = RaisedObstacle.objects.select_for_update().get(pk=raised.pk)
    raised.team = team
    return raised


def waiting(raised):
    """The obstacle, locked; refused unless its answer is still to come."""
    raised = lock(raised)
    refuse_unless(not raised.answered_at, _("It has already been answered."))
    return raised


@transaction.atomic
def assign_obstacle(raised, *, by, owner, due_on):
    """Who of the office answers, and until when; they are told."""
    raised = waiting(raised)
    refuse_unless(due_on >= clock.today(), _("The day for the answer is over already."))
    refuse_unless(can_manage(raised.team, owner), _("The issue is closed to this officer."))
    raised.owner, raised.due_on = owner, due_on
    raised.save()
    record(raised.team, "obstacle_assigned", by=by, due=due_on)
    if owner != by:
        emails.obstacle_given(raised)
    return raised


@transaction.atomic
def answer_obstacle(raised, *, by, answer_th):
    """The centre says what it does about it; who raised it and the coordinators are told."""
    raised = waiting(raised)
    raised.answer_th = need_reason(answer_th)
    raised.answered_by, raised.answered_at = by, clock.now()
    raised.owner = raised.owner or by
    raised.save()
    record(raised.team, "obstacle_answered", by=by, days=raised.days_taken)
    emails.obstacle_answered(raised)
    return raised


def answered(raised):
    """The obstacle, locked; refused unless the team has an answer to speak about."""
    raised = lock(raised)
    refuse_unless(
        raised.answered_at and not raised.settled_at, _("There is no answer to decide about.")
    )
    return raised


@transaction.atomic
def settle_obstacle(raised, *, by):
    """The answer helps: the obstacle is out of the way."""
    raised = answered(raised)
    raised.settled_at = clock.now()
    raised.save()
    record(raised.team, "obstacle_settled", by=by)
    return raised


@transaction.atomic
def ask_again(raised, *, by, reason):
    """The answer does not help: the same officer is asked again, with a new day."""
    raised = answered(raised)
    raised.again_th = need_reason(reason)
    raised.answered_at = raised.answered_by = None
    raised.asked_at, raised.times_asked = clock.now(), raised.times_asked + 1
    raised.due_on = due_from_today(raised.team)
    raised.save()
    record(raised.team, "obstacle_again", by=by, reason=reason)
    emails.obstacle_raised(raised)
    return raised
