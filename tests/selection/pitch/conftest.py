"""A pitch day that has begun before a committee, and one that is only planned."""

import pytest

from proposals.states import State
from pyp_portal import clock
from selection import services
from tests.factories.accounts import UserFactory
from tests.factories.pitches import pitch_day
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import fresh, plan_of, seat_members


@pytest.fixture
def plan(at):
    at("2025-02-13 09:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def session(plan, seats):
    """Begun, with three pitches of which none is open."""
    return pitch_day(plan, seats)


@pytest.fixture
def slots(session):
    return list(session.slots.order_by("order"))


@pytest.fixture
def shortlisted(plan):
    return [ProposalFactory(call=plan.call, state=State.SHORTLISTED) for _each in range(4)]


@pytest.fixture
def planned(plan, shortlisted):
    """Four pitches in their order; not begun yet."""
    made = services.open_session(plan, starts_at=clock.now(), place_th="ห้องประชุม")
    services.schedule(made, shortlisted)
    return fresh(made)


@pytest.fixture
def lined_up(planned, seats):
    """The slots of the planned session, which has begun by now."""
    services.start_session(planned, seats)
    return list(planned.slots.order_by("order"))
