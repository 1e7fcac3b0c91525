"""Deadlines of this room that were computed and fall on a day that offices are closed now."""

from functools import partial

from django.utils.translation import gettext as _

from cohorts.models import AdoptionRequest, FollowUpRound, Participant, RaisedObstacle
from cohorts.services.rounds import move_round
from cohorts.states import FORMING
from pyp_portal import thai
from pyp_portal.offdays.putting import put_off as put_each_off
from pyp_portal.offdays.services import PutOff


def put_off(day, name, by):
    """Reports, names, answers to teams and to other areas go to the next working day."""
    found = [moved(one, name, by) for one in FollowUpRound.objects.waiting().filter(due_on=day)]
    for rows, said in owed(day):
        locked = rows.select_for_update(of=("self",)).select_related("team__proposal")
        found += put_each_off(locked, "due_on", partial(told, said), by, name)
    return found


def moved(round_, name, by):
    """One round, by the verb that tells the agency."""
    before, after = round_.due_on, thai.next_working_day(round_.due_on)
    fresh = move_round(round_, after, by=by, reason=name)
    return PutOff(*told(_("report of the issue"), fresh), before, after)


def owed(day):
    """What else is due on that day and still owed."""
    seats = Participant.objects.standing().filter(
        nominated_at=None, team__proposal__state__in=FORMING
    )
    return [
        (seats.filter(due_on=day), _("name of a participant")),
        (RaisedObstacle.objects.unanswered().filter(due_on=day), _("answer about an obstacle")),
        (AdoptionRequest.objects.waiting().filter(due_on=day), _("answer to another area")),
    ]


def told(said, row):
    """What is due, and where it is seen."""
    return f"{row.team.proposal.code}: {said}", row.get_absolute_url()
