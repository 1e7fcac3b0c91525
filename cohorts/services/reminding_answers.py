"""Answers that are overdue: to teams about obstacles, to other areas about taking a model up."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from cohorts import adoption_emails, answer_emails
from cohorts.models import AdoptionRequest, RaisedObstacle
from pyp_portal import clock
from pyp_portal.reminders.ladders import climb, on_day
from pyp_portal.reminders.rules import Letter, Rule
from pyp_portal.reminders.sending import send

STEPS = (on_day(1),)


def obstacle_letters(now, until):
    """Obstacles that nobody has answered by their day, once for each day that was set."""
    late = RaisedObstacle.objects.unanswered().filter(due_on__lte=clock.localdate(until))
    for raised in late.for_list():
        yield from letters_of(
            raised,
            f"obstacle-overdue:{answer_emails.due_at(raised)}",
            f"obstacle:{raised.pk}:{raised.times_asked}",
            partial(answer_emails.obstacle_overdue, raised),
            now,
            until,
        )


def request_letters(now, until):
    """Requests of other areas that nobody has answered by their day."""
    late = AdoptionRequest.objects.waiting().filter(due_on__lte=clock.localdate(until))
    for request in late.for_list():
        yield from letters_of(
            request,
            f"adoption-late:{request.pk}",
            f"adoption:{request.pk}",
            partial(adoption_emails.overdue, request),
            now,
            until,
        )


def letters_of(record, key, thing, tell, now, until):
    for step, moment in climb(STEPS, record.due_on, now, until):
        yield Letter(
            key=key,
            thing=thing,
            at=moment,
            step=step.name,
            due=record.due_on,
            about=f"{record.team.proposal.code} {record.team.name_th}",
            tell=tell,
            url=record.get_absolute_url(),
            code=record.team.proposal.code,
        )


OBSTACLES = Rule(
    "obstacles",
    _("Answers about obstacles that are overdue"),
    _("The officer asked by name, else the office of the case"),
    _("Once, the day after"),
    obstacle_letters,
)
REQUESTS = Rule(
    "requests",
    _("Requests of other areas that are overdue"),
    _("Coordinators, writers of the agency and the office"),
    _("Once, the day after"),
    request_letters,
)


def remind_obstacles():
    """Who owes a team an answer; how many letters."""
    return send(OBSTACLES)


def remind_requests():
    """Who owes another area an answer; how many letters."""
    return send(REQUESTS)
