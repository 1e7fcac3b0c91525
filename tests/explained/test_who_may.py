"""Who may do what is explained by the rules of the pages, to who may see the record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_fsm import get_available_FIELD_transitions

from cohorts.actions import actions as cohorts_actions
from cohorts.states import TierKey
from proposals import permissions, who_may
from proposals.models import Proposal
from proposals.states import State
from pyp_portal.accounts import services
from pyp_portal.explained.kinds import KINDS
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import TeamFactory, full_team
from tests.factories.proposals import AccessFactory, ProposalFactory, submitter

pytestmark = pytest.mark.django_db


def verdicts(proposal, person, asker=None):
    """{verb: verdict} of all parts."""
    asker = asker or UserFactory(staff=True)
    fresh = Proposal.everything.get(pk=proposal.pk)
    parts = KINDS["proposal"].explain(fresh, person, asker)
    return {str(one.label): one for part in parts for one in part.verdicts}


def words(name):
    return str(who_may.MOVES[name])


# --- The same rules as the pages ------------------------------------------------------


def test_every_move_that_a_person_makes_is_explained():
    """Nothing is forgotten, and nothing has words of another rule."""
    machine = {move.name: move.permission for move in Proposal().get_all_state_transitions()}

    assert set(who_may.MOVES) == {name for name, permission in machine.items() if permission}
    assert {who_may.machine(name)[0] for name in who_may.MOVES} == set(who_may.WORDS)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.SCREENING, State.FOLLOW_UP])
def test_what_it_says_of_moves_is_what_the_machine_says(state, officer):
    """For people of every kind: yes exactly where state, conditions and permission allow."""
    proposal = ProposalFactory(state=state)
    people = [
        officer,
        submitter(proposal),
        submitter(proposal, can_submit=False),
        UserFactory(director=True),
        UserFactory(admin=True),
        UserFactory(auditor=True),
        UserFactory(),
    ]
    for person in people:
        said = verdicts(proposal, person)
        field = Proposal._meta.get_field("state")
        able = {
            move.name
            for move in get_available_FIELD_transitions(proposal, field)
            if move.permission and move.permission(proposal, person)
        }
        assert {name for name in who_may.MOVES if said[words(name)].may} == able


def test_a_no_tells_the_rule_and_what_stands_in_the_way(proposal, officer):
    member = submitter(proposal, can_submit=False)

    said = verdicts(proposal, member)
    assert not said[words("recall")].may
    assert "สิทธิยื่น" in said[words("recall")].rule
    assert said[words("recall")].because == "ไม่เข้าหลักเกณฑ์นี้"
    late = verdicts(proposal, submitter(proposal))[words("submit")]
    assert (late.may, late.is_met, late.badge[0]) == (False, True, "wait")
    assert [one.may for one in said.values()][:2] == [True, True]
    assert str(State.SUBMITTED.label) in late.because
    assert str(State.DRAFT.label) in late.because


def test_what_is_past_writing_says_when_it_is_written():
    proposal = ProposalFactory(state=State.NOT_SELECTED)

    said = verdicts(proposal, submitter(proposal))["เขียนคำตอบในแบบข้อเสนอ"]

    assert (said.may, said.is_met) == (False, True)
    assert said.because.endswith("ทำได้เมื่ออยู่ในสถานะ: ร่าง, ส่งกลับแก้ไข")


def test_closed_wins_and_a_closed_account_may_nothing(proposal, officer):
    AccessFactory(proposal=proposal, user=officer, kind="closed")
    member = submitter(proposal)
    services.close_account(member, by=UserFactory(admin=True), reason="พ้นหน้าที่")

    assert not verdicts(proposal, UserFactory())["ดูข้อเสนอ"].may
    for person, why in ((officer, "ปิดไว้"), (type(member).objects.get(pk=member.pk), "บัญชี")):
        said = verdicts(proposal, person)
        assert [one for one in said.values() if one.may] == []
        assert all(why in one.because for one in said.values())


def test_the_lab_is_explained_by_its_own_rules(officer):
    team = full_team(State.IN_LAB)
    worker = team.participants.get(tier__key=TierKey.AREA_OPERATOR).person

    said = verdicts(team.proposal, worker)

    assert said["บันทึกงานของทีม"].may
    assert not said["ดูแลห้องปฏิบัติการของทีม"].may
    assert verdicts(team.proposal, officer)["ดูแลห้องปฏิบัติการของทีม"].may


def test_the_seat_of_a_person_is_told_unless_its_issue_is_closed_to_who_asks(client_of, officer):
    team = full_team(State.IN_LAB)
    worker = team.participants.get(tier__key=TierKey.AREA_OPERATOR).person
    page = reverse("explained:person", args=[worker.uid])

    (held,) = client_of(officer).get(page).context["grounds"]
    AccessFactory(proposal=team.proposal, user=officer, kind="closed")

    assert team.proposal.code in held.words
    assert client_of(officer).get(page).context["grounds"] == []


def test_what_the_guards_of_the_later_rooms_hold_up_is_told(officer, at):
    """Not only the state: the same sentence stands beside the button."""
    at("2025-03-10 10:00")
    team = TeamFactory(proposal__state=State.SELECTED)
    said = verdicts(team.proposal, officer)[words("enter_lab")]

    (button,) = [
        one
        for one in cohorts_actions(team.proposal, officer)
        if one.url == reverse("cohorts:enter_lab", args=[team.proposal.code]) and one.refusal
    ]
    assert (said.may, said.is_met, said.because) == (False, True, button.refusal)


# --- Who may see it at all --------------------------------------------------------------


def test_readers_are_exactly_those_who_may_see_it(proposal, officer):
    member, reader, outsider = submitter(proposal), UserFactory(), MembershipFactory().user
    AccessFactory(proposal=proposal, user=reader, kind="score")
    away = UserFactory(staff=True)
    AccessFactory(proposal=proposal, user=away, kind="closed")

    found = who_may.readers(Proposal.objects.get(), True)

    seen = {one.person for one in found if not one.is_closed}
    everybody = [officer, member, reader, outsider, away, proposal.case_owner, UserFactory()]
    able = {one for one in everybody if one and permissions.can_view(Proposal.objects.get(), one)}
    assert seen == able
    assert {one.person for one in found if one.is_closed} == {away}
    said = {one.person: [ground.words for ground in one.grounds] for one in found}
    assert said[reader] == [str(who_may.KINDS["score"])]
    hidden = who_may.readers(Proposal.objects.get(), False)
    assert {one.person: [ground.words for ground in one.grounds] for one in hidden}[reader] == [
        str(who_may.KINDS["read"])
    ]


def test_the_page_costs_the_same_for_one_member_and_for_three(
    client_of, officer, proposal, django_assert_num_queries
):
    submitter(proposal)
    client = client_of(officer)
    url = reverse("explained:record", args=["proposal", proposal.code])
    client.get(url)
    with CaptureQueriesContext(connection) as first:
        client.get(url)
    for _n in range(2):
        submitter(proposal)
        AccessFactory(proposal=proposal, kind="read")
    with django_assert_num_queries(len(first)):
        client.get(url)
