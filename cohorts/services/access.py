"""Rows that open a proposal to its team, and their end."""

from proposals.models import Access
from proposals.services import access


def because(team):
    return f"team:{team.pk}"


def let_in(team, people):
    """Open the proposal to people of the team."""
    access.grant_many([team.proposal], people, Access.Kind.TEAM, because(team))


def let_everybody_in(team):
    """Open the proposal to all confirmed participants and all partners with an account."""
    seats = team.participants.confirmed().select_related("person")
    partners = team.partners.filter(ended_at=None, person__isnull=False).select_related("person")
    people = {row.person_id: row.person for row in [*seats, *partners]}
    let_in(team, list(people.values()))


def shut_out(team, person):
    """Past roles lose access at once, unless the person holds another place in the team."""
    if person is None:
        return
    seats = team.participants.confirmed().filter(person=person)
    partners = team.partners.filter(person=person, ended_at=None)
    if not seats.exists() and not partners.exists():
        access.revoke(team.proposal, person, Access.Kind.TEAM, because(team))
