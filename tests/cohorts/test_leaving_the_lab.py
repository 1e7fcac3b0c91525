"""Out of the lab, and back into it: T24, T25."""

import pytest

from cohorts import guards, services
from cohorts.states import GateState, Phase
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ActivityFactory,
    full_team,
)

pytestmark = pytest.mark.django_db
REASON = "ตกลงกับหน่วยงานแล้วตามหนังสือ"
PLAN = {"core_th": "ทีมร่วมหนึ่งทีม", "adaptable_th": "ตารางเวร", "conditions_th": "มีผู้รับเรื่อง"}


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture(autouse=True)
def _in_march(at):
    at("2025-03-05 09:00")


def enter(team, staff):
    return services.enter_lab(team, by=staff)


# --- T24, T25 -------------------------------------------------------------------
@pytest.fixture
def team(staff):
    return full_team(State.IN_LAB)


def through_the_lab(team, staff):
    team.phases.update(state=GateState.PASSED)
    ActivityFactory(team=team)
    services.approve_plan(services.write_plan(team, by=staff, **PLAN), by=staff)


def test_the_lab_is_completed_when_all_is_there(team, staff):
    through_the_lab(team, staff)

    team = services.complete_lab(team, by=staff)

    assert (team.proposal.state, team.is_in_lab) == (State.LAB_COMPLETED, False)


SPOILED = {
    "gates_passed": lambda team: team.phases.filter(phase=Phase.TEST).update(state="active"),
    "public_test_done": lambda team: team.activities.all().delete(),
    "scale_plan_ready": lambda team: team.scale_plan.delete(),
}


@pytest.mark.parametrize("guard", SPOILED)
def test_each_guard_of_t24_refuses(team, staff, guard):
    through_the_lab(team, staff)
    team.refresh_from_db()
    SPOILED[guard](team)

    with pytest.raises(MoveRefused) as refused:
        services.complete_lab(team, by=staff)

    team.refresh_from_db()
    assert refused.value.sentence == getattr(guards, guard)(team)
    assert team.proposal.state == State.IN_LAB


def test_the_lab_is_reopened_with_a_reason(staff):
    team = full_team(State.LAB_COMPLETED)
    with pytest.raises(ReasonNeeded):
        services.reopen_lab(team, by=staff, reason="ต่อ")

    team = services.reopen_lab(team, by=staff, reason=REASON)

    assert (team.proposal.state, team.is_in_lab) == (State.IN_LAB, True)
