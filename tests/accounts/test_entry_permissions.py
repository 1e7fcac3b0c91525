"""Who may see what was asked for, let people in, and hand over: one rule, one test."""

import pytest

from pyp_portal.accounts import permissions
from pyp_portal.accounts.models import AgencyRequest, HandOver, Membership
from pyp_portal.accounts.rights import Rights
from tests.factories.accounts import (
    AgencyFactory,
    AgencyRequestFactory,
    HandOverFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
OFFICE = ["staff", "director", "auditor", "admin"]


@pytest.mark.parametrize("trait", [None, *OFFICE, "committee"])
def test_the_list_of_requests_shows_what_the_rule_allows(trait):
    user = UserFactory(**{trait: True} if trait else {})
    asked = [AgencyRequestFactory(), AgencyRequestFactory(asked_by=user)]

    allowed = {one for one in asked if permissions.can_view_agency_request(one, user)}

    assert set(AgencyRequest.objects.visible_to(user)) == allowed
    assert len(allowed) == (2 if trait in OFFICE else 1)


def people_of(agency):
    """One person of each kind around an agency."""
    rights = {
        "head": {"can_edit": False, "can_endorse": True},
        "submitter": {"can_submit": True},
        "editor": {},
    }
    members = {name: MembershipFactory(agency=agency, **held).user for name, held in rights.items()}
    outside = {
        "stranger": UserFactory(),
        "other head": MembershipFactory(can_endorse=True).user,
        "auditor": UserFactory(auditor=True),
        "admin": UserFactory(admin=True),
        "officer": UserFactory(staff=True),
    }
    return members | outside


def allowed_by(rule, people):
    return {name for name, person in people.items() if rule(person)}


def test_officers_head_and_submitters_let_people_in_and_give_no_more_than_they_may():
    request = MembershipFactory(waiting=True)
    people = people_of(request.agency)
    endorsing, writing = Rights(can_endorse=True), Rights(can_submit=True)

    def may_give(rights):
        return lambda person: permissions.can_give_rights(request, rights, person)

    lets_in = allowed_by(lambda person: permissions.can_let_in(request, person), people)
    assert lets_in == {"officer", "head", "submitter"}
    assert allowed_by(may_give(writing), people) == lets_in
    assert allowed_by(may_give(endorsing), people) == {"officer", "head"}


def test_nobody_lets_themselves_in():
    member = MembershipFactory(can_submit=True)

    assert not permissions.can_let_in(member, member.user)


def test_oneself_the_head_and_officers_end_and_hand_over_what_is_active():
    member = MembershipFactory()
    people = people_of(member.agency) | {"oneself": member.user}
    waits = MembershipFactory(waiting=True, agency=member.agency)

    ends = allowed_by(lambda person: permissions.can_end(member, person), people)
    assert ends == {"oneself", "head", "officer"}
    assert allowed_by(lambda person: permissions.can_hand_over(member, person), people) == ends
    assert allowed_by(lambda person: permissions.can_hand_over(waits, person), people) == set()


def test_an_offer_is_seen_by_its_people_only():
    offer = HandOverFactory()
    head = MembershipFactory(agency=offer.membership.agency, can_endorse=True).user

    seen = {
        person: list(HandOver.objects.visible_to(person))
        for person in (offer.successor, offer.membership.user, head, UserFactory(staff=True))
    }

    assert list(seen.values()) == [[offer], [offer], [], []]


def test_an_offer_ends_with_the_membership():
    offer = HandOverFactory()
    Membership.objects.update(ended_at=offer.asked_at)

    assert list(HandOver.objects.open()) == []


def test_who_leads_one_agency_leads_no_other():
    user = MembershipFactory(can_submit=True).user

    assert permissions.can_open_queue(user)
    assert not permissions.can_see_people_of(AgencyFactory(), user)
