"""One small world with a person of every role around one proposal."""

from types import SimpleNamespace

from django.test import Client

from proposals.models import Proposal
from tests.access import (
    rows_accounts,
    rows_calls,
    rows_citizens,
    rows_cohorts,
    rows_evidence,
    rows_following,
    rows_listing,
    rows_matching,
    rows_meetings,
    rows_proposals,
    rows_rounds,
    rows_screening,
    rows_selection,
    rows_workshops,
)
from tests.access.matrix import ROLES
from tests.access.planted import plant

ROOMS = (
    rows_accounts,
    rows_proposals,
    rows_calls,
    rows_listing,
    rows_screening,
    rows_selection,
    rows_rounds,
    rows_matching,
    rows_meetings,
    rows_cohorts,
    rows_evidence,
    rows_following,
    rows_citizens,
    rows_workshops,
)


def build():
    """People by role in ``world.people``, then what each room adds to them.

    Each room's ``prepare(world)`` makes its records with its factories and gives the
    people of its roles their seats; it may use what the rooms before it have put there:
    ``world.people``, ``world.agency``, ``world.other_agency``, ``world.call``,
    ``world.proposal``.
    """
    world = SimpleNamespace(people={})
    for room in ROOMS:
        room.prepare(world)
    plant(world)
    missing = set(ROLES) - set(world.people) - {"anonymous"}
    assert not missing, f"nobody plays {missing}"
    return world


def put_into(proposal, state):
    """Place the proposal in ``state`` for one row, going round the machine on purpose."""
    Proposal.objects.filter(pk=proposal.pk).update(**{"state": state})


def session_of(person):
    """The key of a session in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client.session.session_key
