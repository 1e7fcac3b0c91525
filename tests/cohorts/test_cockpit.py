"""The cockpit page by page: a page of rows, and the figures of all teams."""

import re
from datetime import timedelta

import pytest

from cohorts import cockpit
from cohorts.models import Deliverable, TeamPhase
from cohorts.states import GateState, TierKey
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import RoundFactory, SeatFactory, TeamFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams(at, monkeypatch):
    """Three teams in the lab, two to a page."""
    at("2025-04-10 09:00")
    monkeypatch.setattr(cockpit, "PAGE", 2)
    monkeypatch.setattr(cockpit, "ASIDE", 2)
    return [TeamFactory(proposal__state=State.IN_LAB) for _ in range(3)]


def shown(teams, **behind):
    return cockpit.of(teams[0].cohort, UserFactory(staff=True), behind)


def figures(teams):
    """Teams in the lab, deliverables approved, how many are overdue, gates to decide."""
    running, _attended, approved, gates = shown(teams)["stats"]
    late = re.search(r"\d+", approved.extra)
    return [running.value, approved.value, late[0] if late else "0", gates.value]


def test_pages_follow_each_other_and_end(teams):
    first = shown(teams)
    second = shown(teams, after=first["page"].next_key)

    assert [row.team for row in first["teams"]] == teams[:2]
    assert [row.team for row in second["teams"]] == teams[2:]
    assert second["page"].next_key == ""


def test_the_rest_of_what_is_owed_is_on_its_next_page(teams):
    today = clock.today()
    rounds = [
        RoundFactory(team=team, due_on=today - timedelta(days=days))
        for team, days in zip(teams, (3, 1, 1), strict=True)
    ]
    for team in teams:
        move(team, State.FOLLOW_UP)

    first = shown(teams)["owed"]
    second = shown(teams, owed=first.next_key)["owed"]

    assert (first.rows, second.rows) == (rounds[:2], rounds[2:])
    assert second.next_key == ""


def test_the_rest_of_the_issues_without_a_team_is_on_its_next_page(teams):
    call = teams[0].cohort.call
    chosen = [ProposalFactory(call=call, state=State.SELECTED) for _ in range(3)]

    first = shown(teams)["unformed"]
    second = shown(teams, unformed=first.next_key)["unformed"]

    assert (first.rows, second.rows) == (chosen[:2], chosen[2:])


def test_each_list_of_the_cockpit_turns_its_own_pages(teams, client_of):
    call = teams[0].cohort.call
    chosen = [ProposalFactory(call=call, state=State.SELECTED) for _ in range(3)]
    client, here = client_of(UserFactory(staff=True)), teams[0].cohort.get_absolute_url()

    page = client.get(here, {"after": teams[1].proposal.code}).content.decode()
    wrong = client.get(here, {"owed": "x", "sessions": "x", "unformed": "ก"})

    both = f"?after={teams[1].proposal.code}&amp;unformed={chosen[1].code}#unformed-h"
    assert both in page
    assert wrong.status_code == 200


def test_the_figures_are_of_all_pages(teams):
    Deliverable.objects.filter(team=teams[2], code="L0").update(approved_at=clock.now())
    TeamPhase.objects.filter(team=teams[2], order=1).update(state=GateState.GATE_REQUESTED)
    Deliverable.objects.update(due_on=clock.today() + timedelta(days=1))
    Deliverable.objects.filter(code__in=["L0", "L1"]).update(due_on=clock.today() - timedelta(1))

    assert figures(teams) == ["3", "1", "5", "1"]


def move(team, state):
    """The issue is elsewhere now."""
    type(team.proposal).objects.filter(pk=team.proposal_id).update(state=state)


def test_nobody_waits_for_what_was_waived_or_has_ended(teams):
    Deliverable.objects.update(due_on=clock.today() + timedelta(days=1))
    Deliverable.objects.filter(code="L0").update(due_on=clock.today() - timedelta(days=1))
    TeamPhase.objects.filter(team=teams[0], order=0).update(state=GateState.WAIVED)
    TeamPhase.objects.filter(team=teams[1], order=1).update(state=GateState.GATE_REQUESTED)
    move(teams[1], State.DISCONTINUED)

    assert figures(teams) == ["2", "0", "1", "0"]


def test_seats_are_counted_over_all_pages(teams):
    SeatFactory(team=teams[0], key=TierKey.COORDINATOR)
    SeatFactory(team=teams[2], key=TierKey.COORDINATOR)
    SeatFactory(team=teams[1], key=TierKey.COORDINATOR, requested=True)

    counted = {one.tier.key: (one.count, one.wanted) for one in shown(teams)["tiers"]}

    assert counted[TierKey.COORDINATOR] == (2, 3)


def test_the_page_leads_to_the_next_one(teams, client_of):
    client = client_of(UserFactory(staff=True))
    here = teams[0].cohort.get_absolute_url()

    first = client.get(here)
    second = client.get(here, {"after": teams[1].proposal.code})

    assert f"after={teams[1].proposal.code}" in first.content.decode()
    assert [row.team for row in second.context["teams"]] == teams[2:]
