"""What the lists of the selection cost: no statement more for more rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.states import State
from selection import services
from selection.kinds import Severity
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DUE,
    REASON,
    meeting_of,
    pitched,
    plan_of,
    ready_proposal,
    reviewed,
    seat_members,
)

pytestmark = pytest.mark.django_db

LISTS = [
    "",
    "tasks",
    "declarations",
    "interests",
    "assignments",
    "board",
    "pitch",
    "meetings",
    "reserve",
    "announcements",
]


def test_lists_cost_the_same_at_one_and_three_rows(at, client_of):
    at("2025-02-01 10:00")
    plan = plan_of(min_reviewers=2)
    seats = seat_members(plan, 2)
    staff = UserFactory(staff=True)
    seats[1].user.role_grants.create(role="sto_staff", given_at=DUE)
    counts = []
    for rows in (1, 2):
        for _each in range(rows):
            row_of_everything(plan, seats, staff)
        counts.append({name: statements(client_of, name, staff, seats) for name in LISTS})

    assert counts[0] == counts[1]


def statements(client_of, name, staff, seats):
    """How many a list costs once it has been opened before."""
    reader = staff if name == "board" else seats[1].user  # who scores waits for the board
    client, path = client_of(reader), f"/selection/2568/{name}/".replace("//", "/")
    client.get(path)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def row_of_everything(plan, seats, staff):
    """One more row for each list."""
    reviewed(plan, seats[1:])
    ready = ready_proposal(plan, seats[1:])
    services.declare(seats[0], ready, Severity.SOFT, reason=REASON)
    services.open_review([ready], due=DUE)
    pitched(plan, seats)
    meeting_of(plan, seats)
    ProposalFactory(call=plan.call, state=State.RESERVE, reserve_rank=1)
