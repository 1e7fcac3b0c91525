"""Who may act for which agency: asking, deciding, ending, and who is told."""

import pytest

from pyp_portal.accounts import services
from pyp_portal.accounts.models import Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.rights import Rights
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(staff=True, given_th="เจ้าของเรื่อง", family_th="ใจเย็น")


def letters_to(person):
    return list(Message.objects.filter(recipient=person).values_list("template", flat=True))


def verbs(membership):
    return [event.verb for event in timeline(membership)]


def test_a_person_asks_and_an_officer_approves(person, officer):
    agency = AgencyFactory()

    membership = services.ask_membership(
        person, agency, rights=Rights(can_submit=True), note="กอง  แผน"
    )
    assert person.rights_at(agency) is None
    assert membership.note == "กอง แผน"
    membership = services.approve_membership(membership, by=officer)

    assert membership.user.rights_at(agency) == membership
    assert (membership.can_edit, membership.can_submit, membership.can_endorse) == (
        True,
        True,
        False,
    )
    assert membership.approved_by == officer
    assert verbs(membership) == ["asked", "approved"]
    assert sorted(letters_to(person)) == [
        "accounts/emails/membership_approved.txt",
        "accounts/emails/membership_asked.txt",
    ]


def test_the_officer_may_give_other_rights_than_asked(officer):
    membership = MembershipFactory(waiting=True, can_submit=True, can_endorse=True)

    services.approve_membership(membership, by=officer, rights=Rights(can_submit=True))

    membership.refresh_from_db()
    assert (membership.can_submit, membership.can_endorse) == (True, False)


def test_a_refusal_needs_a_reason_and_tells_it(person, officer):
    membership = MembershipFactory(user=person, waiting=True)

    with pytest.raises(Refused):
        services.refuse_membership(membership, by=officer, reason="  ")
    services.refuse_membership(membership, by=officer, reason="ไม่พบชื่อในหน่วยงาน")

    membership.refresh_from_db()
    assert not membership.is_active
    assert not membership.is_waiting
    assert person.rights_at(membership.agency) is None
    [letter] = Message.objects.filter(recipient=person)
    assert "ไม่พบชื่อในหน่วยงาน" in letter.body


def test_asking_twice_is_told_in_words(person, officer):
    agency = AgencyFactory()
    membership = services.ask_membership(person, agency)

    with pytest.raises(Refused) as twice:
        services.ask_membership(person, agency)
    services.approve_membership(membership, by=officer)
    with pytest.raises(Refused) as member_already:
        services.ask_membership(person, agency)

    assert twice.value.sentence != member_already.value.sentence
    assert Membership.objects.count() == 1


def test_after_a_refusal_one_may_ask_again(person, officer):
    agency = AgencyFactory()
    first = services.ask_membership(person, agency)
    services.refuse_membership(first, by=officer, reason="ข้อมูลไม่ครบ")

    second = services.ask_membership(person, agency)

    assert second.is_waiting
    assert Membership.objects.open().get() == second


def test_an_agency_that_has_ended_takes_nobody(person, at):
    at("2024-12-20 10:00")
    agency = AgencyFactory(valid_to="2024-12-19")
    agency.refresh_from_db()

    with pytest.raises(Refused):
        services.ask_membership(person, agency)

    assert Membership.objects.count() == 0


def test_one_person_serves_two_agencies(person, officer):
    agencies = [AgencyFactory(), AgencyFactory()]
    for agency in agencies:
        services.approve_membership(services.ask_membership(person, agency), by=officer)

    assert {m.agency for m in person.active_memberships} == set(agencies)


@pytest.mark.parametrize("second_act", ["approve", "refuse"])
def test_the_second_officer_is_told_who_was_first(officer, second_act, at):
    at("2024-12-20 10:00")
    membership = MembershipFactory(waiting=True)
    services.approve_membership(membership, by=officer)
    second = UserFactory(staff=True)

    with pytest.raises(Refused) as refused:
        if second_act == "approve":
            services.approve_membership(membership, by=second)
        else:
            services.refuse_membership(membership, by=second, reason="ซ้ำ")

    assert "เจ้าของเรื่อง ใจเย็น" in refused.value.sentence
    membership.refresh_from_db()
    assert membership.approved_by == officer
    assert membership.is_active


def test_s36_who_leaves_loses_the_rights_at_once(person):
    membership = MembershipFactory(user=person)
    assert person.rights_at(membership.agency)

    ended = services.end_membership(membership, by=person)

    assert ended.user.rights_at(membership.agency) is None
    assert letters_to(person) == ["accounts/emails/membership_ended.txt"]


def test_an_officer_ends_a_membership_for_a_reason_only(person, officer):
    membership = MembershipFactory(user=person)

    with pytest.raises(Refused):
        services.end_membership(membership, by=officer)
    services.end_membership(membership, by=officer, reason="ย้ายหน่วยงาน")
    with pytest.raises(Refused):
        services.end_membership(membership, by=person)

    [letter] = Message.objects.filter(recipient=person)
    assert "ย้ายหน่วยงาน" in letter.body


def test_rights_change_and_are_told_each_time(person, officer):
    membership = MembershipFactory(user=person)

    services.set_rights(membership, by=officer, rights=Rights(can_submit=True))
    services.set_rights(membership, by=officer, rights=Rights(can_submit=True))
    services.set_rights(membership, by=officer, rights=Rights(can_edit=False))

    membership.refresh_from_db()
    assert (membership.can_edit, membership.can_submit) == (False, False)
    assert [(e.before, e.after) for e in timeline(membership)] == [
        ("can_edit", "can_edit can_submit"),
        ("can_edit can_submit", ""),
    ]
    assert len(letters_to(person)) == 2


def test_no_rights_are_set_on_what_waits_or_has_ended(officer):
    ended = MembershipFactory()
    services.end_membership(ended, by=ended.user)

    for membership in (MembershipFactory(waiting=True), ended):
        with pytest.raises(Refused):
            services.set_rights(membership, by=officer, rights=Rights(can_submit=True))
