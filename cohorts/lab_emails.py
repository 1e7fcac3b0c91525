"""What we say while names and deliverables of the lab are owed."""

from cohorts.emails import contacts, office, tell
from cohorts.states import WORKERS


def workers(team):
    """Confirmed participants who write for the team; the coordinator is among them."""
    seats = team.participants.confirmed().filter(tier__key__in=WORKERS).select_related("person")
    return [seat.person for seat in seats]


def deliverable_due(deliverable, step, days):
    """R8: to the team, the coordinator among them."""
    occasion = f"deliverable-due:{deliverable.pk}:{deliverable.due_on}:{step}"
    to = workers(deliverable.team) or office(deliverable.team)
    tell("deliverable_due", to, occasion, deliverable=deliverable, late=days, left=-days)


def nomination_due(seat, step, days):
    """To the agency that was asked for a name."""
    occasion = f"nomination-due:{seat.pk}:{seat.due_on}:{step}"
    tell("nomination_due", contacts(seat.agency), occasion, seat=seat, late=days, left=-days)


def nomination_late(seat, step, days):
    """To the office: no name has come."""
    occasion = f"nomination-late:{seat.pk}:{seat.due_on}:{step}"
    tell("nomination_due", office(seat.team), occasion, seat=seat, late=days, left=-days)
