"""What waits for an answer in the lab, for the task list of a home: advice and obstacles."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.answers import RaisedState
from cohorts.models import MentoringSession, Participant, RaisedObstacle
from cohorts.states import TierKey
from cohorts.todo_parts import end_of
from cohorts.visibility import seen_by
from proposals.states import TERMINAL, State
from pyp_portal.todo import MOST, Kind, Todo


def for_team(user):
    """What a coordinator answers: what became of advice, and whether an answer helps."""
    seats = Participant.objects.confirmed().filter(person=user, tier__key=TierKey.COORDINATOR)
    teams = seats.values("team")
    return [advice(user, teams), answers(user, teams)]


def advice(user, teams):
    open_ = MentoringSession.objects.filter(
        team__in=teams, answered_at=None, team__proposal__state=State.IN_LAB
    )
    return Kind(seen_by(user, open_, "team__"), given)


def given(advice):
    for one in advice.select_related("team__proposal", "advisor")[:MOST]:
        url = reverse("cohorts:answer_advice", args=[one.team.proposal.code, one.uid])
        title = _("Say what was done with the advice of %(name)s") % {"name": one.advisor}
        yield Todo(title, url, detail=str(one.team.proposal), icon="message")


def answers(user, teams):
    found = RaisedObstacle.objects.visible_to(user).to_settle().filter(team__in=teams)
    return Kind(found.exclude(team__proposal__state__in=TERMINAL), answered)


def answered(obstacles):
    for one in obstacles.for_list()[:MOST]:
        title = _("Say whether the answer of the centre helps")
        yield Todo(title, one.get_absolute_url(), detail=str(one), icon="message")


def for_office(user):
    """Obstacles whose answer is asked of this officer, or of the office of their cases."""
    found = RaisedObstacle.objects.visible_to(user).unanswered().of_case(user.case_owner_ids)
    return Kind(found.exclude(team__proposal__state__in=TERMINAL), unanswered)


def unanswered(obstacles):
    for one in obstacles.for_list()[:MOST]:
        is_late = one.state == RaisedState.OVERDUE
        title = _("Answer an obstacle of a team")
        tone = "stop" if is_late else "work"
        due = end_of(one.due_on)
        yield Todo(title, one.get_absolute_url(), str(one), due=due, tone=tone, icon="alert")
