"""R8: deliverables that are owed, and names that were asked for; each step is told once."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cohorts import lab_emails
from cohorts.models import Deliverable, Participant
from cohorts.services.ladders import letters_about
from cohorts.states import FORMING
from proposals.states import State
from pyp_portal import clock
from pyp_portal.reminders.ladders import on_day
from pyp_portal.reminders.rules import Rule
from pyp_portal.reminders.sending import send

# Days from the due date to a message.
TEAM_LADDERS = (
    ("deliverable-due", (on_day(-7), on_day(-1), on_day(3)), lab_emails.deliverable_due),
)
NAME_LADDERS = (
    ("nomination-due", (on_day(-2), on_day(1)), lab_emails.nomination_due),
    ("nomination-late", (on_day(5),), lab_emails.nomination_late),
)
FIRST = timedelta(days=8)


def deliverable_letters(now, until):
    """Deliverables of running labs that are owed."""
    for paper in owed_papers(clock.localdate(until)):
        said = f"{paper.get_code_display()} · {paper.team.name_th}"
        yield from letters_about(paper, TEAM_LADDERS, now, until, said=said)


def owed_papers(until):
    """Not handed in, or sent back; nothing of a waived gate."""
    owed = Deliverable.objects.filter(
        team__proposal__state=State.IN_LAB, approved_at=None, due_on__lte=until + FIRST
    )
    owed = owed.exclude(submitted_at__isnull=False, returned_at=None)
    rows = owed.select_related("team__proposal").prefetch_related("team__phases")
    return [one for one in rows if one.code not in one.team.waived_codes]


def name_letters(now, until):
    """Seats for which no name has come, of teams that people still join."""
    asked = Participant.objects.standing().filter(
        nominated_at=None,
        due_on__lte=clock.localdate(until) + FIRST,
        team__proposal__state__in=FORMING,
    )
    for seat in asked.for_list():
        said = f"{seat.tier} · {seat.agency}"
        yield from letters_about(seat, NAME_LADDERS, now, until, said=said)


R8 = Rule(
    "R8",
    _("Deliverables of the lab"),
    _("Who works in the team, the coordinator among them"),
    _("7 days and 1 day before, 3 days after"),
    deliverable_letters,
)
NAMES = Rule(
    "names",
    _("Names that were asked for"),
    _("The agency that was asked; later the office"),
    _("2 days before, 1 day after; 5 days after to the office"),
    name_letters,
)


def remind_lab():
    """Teams of deliverables and agencies of names; how many letters."""
    return send(R8) + send(NAMES)
