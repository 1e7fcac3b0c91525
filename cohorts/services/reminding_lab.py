"""R8: deliverables that are owed, and names that were asked for; each step is told once."""

from datetime import timedelta

from cohorts import lab_emails
from cohorts.models import Deliverable, Participant
from cohorts.services.reminding import climb
from cohorts.states import FORMING
from proposals.states import State
from pyp_portal import clock, thai

# Days from the due date to a message.
TO_TEAM = (-7, -1, 3)
TO_AGENCY = (-2, 1)
TO_OFFICE = (5,)


def remind_lab():
    """Tell teams of deliverables and agencies of names, in office hours; returns how many."""
    now = clock.now()
    if not thai.is_office_hour(now):
        return 0
    today = clock.localdate(now)
    papers, seats = owed_papers(today), owed_names(today)
    for paper in papers:
        climb(((TO_TEAM, lab_emails.deliverable_due),), paper, (today - paper.due_on).days)
    names = (
        (TO_AGENCY, lab_emails.nomination_due),
        (TO_OFFICE, lab_emails.nomination_late),
    )
    for seat in seats:
        climb(names, seat, (today - seat.due_on).days)
    return len(papers) + len(seats)


def owed_papers(today):
    """Deliverables of running labs that are not handed in, or were sent back; no waived gates."""
    owed = Deliverable.objects.filter(
        team__proposal__state=State.IN_LAB,
        approved_at=None,
        due_on__lte=today - timedelta(days=TO_TEAM[0]),
    )
    owed = owed.exclude(submitted_at__isnull=False, returned_at=None)
    rows = owed.select_related("team__proposal").prefetch_related("team__phases")
    return [one for one in rows if one.code not in one.team.waived_codes]


def owed_names(today):
    """Seats for which no name has come, of teams that people still join."""
    asked = Participant.objects.standing().filter(
        nominated_at=None,
        due_on__lte=today - timedelta(days=TO_AGENCY[0]),
        team__proposal__state__in=FORMING,
    )
    return list(asked.for_list())
