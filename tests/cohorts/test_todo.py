"""What waits for whom on the home page, and which buttons a page offers."""

import pytest

from cohorts import services
from cohorts.actions import actions
from cohorts.emails import office
from cohorts.services.access import let_everybody_in
from cohorts.states import GateState, RuleResult, TierKey
from cohorts.todo import todo
from proposals.services.screening import take_case
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    RoundFactory,
    SeatFactory,
    SiteFactory,
    TeamFactory,
    full_team,
    person_in,
)
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


def urls(user):
    return [line.url for line in todo(user)]


def test_a_nominee_is_asked_to_answer_once_the_rule_lets_them_in():
    seat = SeatFactory(nominated=True)
    doubtful = SeatFactory(doubtful=True)

    assert urls(seat.person) == [seat.get_absolute_url()]
    assert urls(doubtful.person) == []


def test_the_head_of_an_agency_is_asked_for_names_also_after_a_failed_rule():
    member = MembershipFactory(can_endorse=True)
    asked = SeatFactory(requested=True, agency=member.agency)
    failed = SeatFactory(nominated=True, agency=member.agency, rule_result=RuleResult.FAIL)
    SeatFactory(nominated=True, agency=member.agency)

    assert set(urls(member.user)) == {asked.get_absolute_url(), failed.get_absolute_url()}


def test_the_coordinator_is_asked_about_deliverables():
    team = full_team(State.IN_LAB)
    team.deliverables.filter(code="L1").update(submitted_at=team.formed_at)

    (line,) = todo(person_in(team, TierKey.COORDINATOR))

    assert line.url.endswith("/deliverables/L1/")
    assert urls(person_in(team, TierKey.ADVISOR)) == []


def test_writers_of_the_responsible_agency_see_open_rounds_only():
    round_ = RoundFactory()
    RoundFactory(team=round_.team, months=12, due_on=round_.due_on.replace(year=2026))
    writer = MembershipFactory(agency=round_.team.responsible_agency).user

    (line,) = todo(writer)

    assert (line.url.endswith("/report/"), line.due.date()) == (True, round_.due_on)


def test_an_officer_sees_own_cases_and_those_of_nobody():
    me, other = UserFactory(staff=True), UserFactory(staff=True)
    waiting = ProposalFactory(state=State.SELECTED, case_owner=me)
    ProposalFactory(state=State.SELECTED, case_owner=other)
    mine = full_team(State.IN_LAB, proposal__case_owner=me)
    theirs = full_team(State.IN_LAB, proposal__case_owner=other)
    for team in (mine, theirs):
        team.phases.filter(phase="DEFINE").update(state=GateState.GATE_REQUESTED)
    doubtful = SeatFactory(team=mine, doubtful=True)

    assert urls(me) == [
        f"/cohorts/teams/{waiting.code}/form/",
        doubtful.get_absolute_url(),
        f"/cohorts/teams/{mine.proposal.code}/phases/DEFINE/",
    ]


def test_those_who_write_are_asked_for_what_the_phase_owes_until_it_is_handed_in():
    team = full_team(State.IN_LAB)
    writer = person_in(team, TierKey.PUBLIC_INNOVATOR)
    paper = team.deliverables.get(code="L2")
    assert urls(writer) == []

    team.phases.filter(phase="DEFINE").update(state=GateState.ACTIVE)
    (line,) = todo(writer)
    assert (line.url[-4:], line.due.date(), line.tone) == ("/L2/", paper.due_on, "work")
    assert urls(person_in(team, TierKey.ADVISOR)) == []

    paper = services.submit_deliverable(paper, by=writer)
    assert urls(writer) == []
    services.return_deliverable(
        paper, by=person_in(team, TierKey.COORDINATOR), comment="ขาดค่าฐานของตัวชี้วัด"
    )
    assert [line.tone for line in todo(writer)] == ["wait"]


def test_what_is_owed_costs_the_same_for_one_team_and_three(django_assert_max_num_queries):
    writer, counts = UserFactory(), []
    for more in (1, 2):
        for _ in range(more):
            team = full_team(State.IN_LAB)
            team.phases.filter(phase="DEFINE").update(state=GateState.ACTIVE)
            SeatFactory(team=team, key=TierKey.AREA_OPERATOR, person=writer, joins_one_issue=False)
            let_everybody_in(team)
        todo(writer)  # the person's memberships are kept from here on
        with django_assert_max_num_queries(30) as asked:
            todo(writer)
        counts.append(len(asked.captured_queries))

    assert counts[0] == counts[1]


def test_a_case_that_changes_hands_during_the_lab_waits_for_its_new_owner():
    before, after = UserFactory(staff=True), UserFactory(staff=True)
    team = full_team(State.IN_LAB, proposal__case_owner=before, case_owner=before)
    team.phases.filter(phase="DEFINE").update(state=GateState.GATE_REQUESTED)

    take_case(team.proposal, after, after)

    team.refresh_from_db()
    assert (len(urls(before)), len(urls(after))) == (0, 1)
    assert office(team) == [after]


@pytest.mark.parametrize("state", [State.DISCONTINUED, State.FOLLOW_UP])
def test_nobody_is_asked_for_seats_or_gates_once_the_lab_is_over(state):
    team = TeamFactory(proposal__state=state, entered_lab_at=clock.now())
    team.phases.filter(phase="DEFINE").update(state=GateState.GATE_REQUESTED)
    member = MembershipFactory(can_endorse=True)
    seat = SeatFactory(team=team, nominated=True)
    SeatFactory(team=team, requested=True, agency=member.agency)
    SeatFactory(team=team, doubtful=True)

    assert [urls(user) for user in (seat.person, member.user, UserFactory(staff=True))] == [[]] * 3


# --- Buttons ----------------------------------------------------------------------
def labels(proposal, user):
    return [action.url.rstrip("/").rsplit("/", 1)[-1] for action in actions(proposal, user)]


OFFERED = {
    State.SELECTED: ["enter", "new"],
    State.IN_LAB: ["complete", "new"],
    State.LAB_COMPLETED: ["reopen"],
    State.PRESENTED: ["start", "responsible"],
    State.FOLLOW_UP: ["scaled", "responsible"],
    State.SCALED: ["resume", "responsible"],
    State.CLOSED: [],
    State.DISCONTINUED: [],
}


@pytest.mark.parametrize("state", OFFERED)
def test_the_office_is_offered_what_the_state_allows(state):
    team = full_team(state)

    assert labels(team.proposal, UserFactory(staff=True)) == OFFERED[state]


@pytest.mark.parametrize("state", OFFERED)
def test_others_are_offered_nothing(state):
    team = full_team(state)

    assert labels(team.proposal, person_in(team, TierKey.COORDINATOR)) == []
    assert labels(team.proposal, UserFactory(auditor=True)) == []


DIRECTED = {
    State.SELECTED: [],
    State.IN_LAB: ["discontinue"],
    State.LAB_COMPLETED: ["discontinue"],
    State.PRESENTED: ["discontinue"],
    State.FOLLOW_UP: ["close", "discontinue"],
    State.SCALED: ["close"],
}


@pytest.mark.parametrize("state", DIRECTED)
def test_the_director_is_offered_the_endings_too(state):
    team = full_team(state)

    assert labels(team.proposal, UserFactory(director=True)) == OFFERED[state] + DIRECTED[state]


def test_a_selected_issue_without_a_team_offers_to_form_one():
    proposal = ProposalFactory(state=State.SELECTED)

    assert labels(proposal, UserFactory(staff=True)) == ["form"]
    assert labels(proposal, proposal.owner) == []


def test_an_incomplete_team_is_told_why_it_stays_out():
    team = TeamFactory()

    first, *rest = actions(team.proposal, UserFactory(staff=True))

    assert first.refusal != ""
    assert [a.url.rstrip("/").rsplit("/", 1)[-1] for a in rest] == [
        "new", "commitment", "waive-gap",
    ]  # fmt: skip


def test_a_refusal_goes_once_its_guard_holds():
    site = SiteFactory()
    staff = UserFactory(staff=True)
    assert actions(site.team.proposal, staff)[0].refusal == ""

    site.status = "agreed"
    site.save()

    assert actions(site.team.proposal, staff)[0].refusal != ""


def test_an_issue_that_was_presented_may_get_its_outcome_from_that_day_on(at):
    staff = UserFactory(staff=True)
    item = ItemFactory(team__proposal__case_owner=staff)

    assert labels(item.team.proposal, staff) == ["outcome", "reopen"]
    assert actions(item.team.proposal, staff)[0].refusal != ""
    assert urls(staff) == []

    at(f"{item.session.held_on} 16:00")
    assert actions(item.team.proposal, staff)[0].refusal == ""
    assert [(line.url[-9:], line.due.date()) for line in todo(staff)] == [
        ("/outcome/", item.session.held_on)
    ]
