"""The home by role, and a proposal's whole journey."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Access, Proposal
from proposals.services import access
from proposals.services.screening import start_screening, take_case
from proposals.states import TERMINAL, Stage, State
from pyp_portal import clock
from pyp_portal.history.models import Event
from pyp_portal.pages import stages
from pyp_portal.todo import Kind, Todo, by_date, told
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db


def test_what_waits_is_ordered_by_its_date_and_what_has_none_comes_last():
    now = clock.now()
    late, soon = Todo("late", "/", due=now + timedelta(1)), Todo("soon", "/", due=now)
    some_day = Todo("some day", "/")

    assert by_date([some_day, late, soon]) == [soon, late, some_day]


def test_of_what_waits_for_nobody_one_statement_asks(django_assert_num_queries):
    there, person = ProposalFactory(), UserFactory()
    none = Kind(Proposal.objects.filter(state=State.CLOSED), lambda rows: 1 / 0)
    never = Kind(Proposal.objects.none(), lambda rows: 1 / 0)
    some = Kind(
        Proposal.objects.filter(pk=there.pk), lambda rows: [Todo(one.code, "/") for one in rows]
    )

    with django_assert_num_queries(1):
        assert told(person, [none, never]) == []
    with django_assert_num_queries(2):
        assert [todo.title for todo in told(person, [none, some, never])] == [there.code]
    with django_assert_num_queries(0):
        assert told(person, []) == []


@pytest.mark.postgres
def test_an_officer_for_whom_nothing_waits_is_home_in_few_statements(client_of):
    CallFactory(open_now=True)
    client = client_of(UserFactory(director=True))
    client.get(reverse("home"))

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("home"))

    assert len(asked) <= 15


def test_a_visitor_sees_the_call_and_no_proposal_that_is_still_undecided(client):
    call = CallFactory(open_now=True)
    hidden = ProposalFactory(call=call, state=State.REVIEWING)
    told = ProposalFactory(call=call, state=State.SELECTED)

    page = client.get(reverse("home")).content.decode()

    assert call.get_absolute_url() in page
    assert told.title_th in page
    assert hidden.title_th not in page


def test_home_shows_the_work_of_the_agency_the_team_and_the_case_owner_and_nothing_else(
    client_of,
):
    officer = UserFactory(staff=True)
    own, case, team, other = [ProposalFactory(state=State.IN_LAB) for _ in range(4)]
    member = MembershipFactory(agency=own.lead_agency).user
    Access.objects.filter(user=member).delete()
    access.grant(team, member, Access.Kind.TEAM, "team")
    type(case).objects.filter(pk=case.pk).update(case_owner=officer)

    shown = {who: titles(client_of(who), [own, case, team, other]) for who in (member, officer)}

    assert shown == {member: {own.code, team.code}, officer: {case.code}}


def titles(client, proposals):
    page = client.get(reverse("home")).content.decode()
    return {proposal.code for proposal in proposals if proposal.code in page}


def test_each_proposal_has_one_card(client_of):
    proposal = ProposalFactory(origin="paper")
    member = MembershipFactory(agency=proposal.lead_agency).user

    page = client_of(member).get(reverse("home")).content.decode()

    assert page.count(f'<a href="{proposal.get_absolute_url()}">') == 1
    assert page.count(proposal.get_origin_display()) == 1


def test_home_costs_the_same_with_one_proposal_and_with_three(client_of):
    call = CallFactory(open_now=True)
    member = MembershipFactory()
    client = client_of(member.user)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            ProposalFactory(call=call, lead_agency=member.agency, state=State.SUBMITTED)
        client.get(reverse("home"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("home"))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_journey_tells_the_office_who_did_what_and_the_agency_only_its_labels(client_of):
    officer = UserFactory(staff=True)
    proposal = ProposalFactory(state=State.SUBMITTED)
    member = MembershipFactory(agency=proposal.lead_agency).user
    take_case(proposal, officer, officer)
    start_screening(proposal, officer)
    url = reverse("journey", args=[proposal.code])

    inside = client_of(officer).get(url).content.decode()
    outside = client_of(member).get(url).content.decode()

    assert officer.name_th in inside
    assert officer.name_th not in outside
    assert str(State.SCREENING.public_label) in outside


def test_a_strangers_journey_does_not_exist(client_of):
    proposal = ProposalFactory()

    answer = client_of(UserFactory()).get(reverse("journey", args=[proposal.code]))

    assert answer.status_code == 404


def test_who_works_in_a_team_is_not_asked_to_name_an_agency(client_of):
    newcomer, participant = UserFactory(), UserFactory()
    access.grant(ProposalFactory(state=State.IN_LAB), participant, Access.Kind.TEAM, "team")

    asked = {
        who: reverse("accounts:join") in client_of(who).get(reverse("home")).content.decode()
        for who in (newcomer, participant)
    }

    assert asked == {newcomer: True, participant: False}


# --- The five stages --------------------------------------------------------
def test_every_state_that_goes_on_belongs_to_one_stage():
    assert {state for state in State if state.stage is None} == TERMINAL


@pytest.mark.parametrize(
    ("state", "behind", "now"),
    [
        (State.DRAFT, [], Stage.CALL),
        (State.RESERVE, [Stage.CALL], Stage.SELECTION),
        (State.IN_LAB, [Stage.CALL, Stage.SELECTION], Stage.LAB),
        (State.SCALED, [*Stage][:4], Stage.FOLLOW_UP),
        (State.DISCONTINUED, [Stage.CALL, Stage.LAB], None),
    ],
)
def test_only_the_present_stage_is_now_and_what_it_has_left_is_done(state, behind, now):
    at = clock.now()
    events = [Event(after=after, at=at) for after in (State.DRAFT, "", State.IN_LAB)]

    shown = list(stages(Proposal(state=state), events))

    assert [one["stage"] for one in shown if one["is_done"]] == behind
    assert [one["stage"] for one in shown if one["is_now"]] == [now] * (now is not None)
    assert {one["at"] for one in shown if not (one["is_done"] or one["is_now"])} <= {None}


def test_the_journey_costs_the_same_however_much_has_happened(client_of):
    officer, proposal = UserFactory(staff=True), ProposalFactory(state=State.SUBMITTED)
    client, url, counts = client_of(officer), reverse("journey", args=[proposal.code]), []
    client.get(url)
    for _ in range(2):
        take_case(proposal, UserFactory(staff=True), officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_first_page_costs_the_same_with_one_issue_and_three(client):
    call, counts = CallFactory(open_now=True), []
    for more in (1, 2):
        for _ in range(more):
            ProposalFactory(call=call, state=State.IN_LAB)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("home"))
        counts.append(len(asked))

    assert counts[0] == counts[1]
