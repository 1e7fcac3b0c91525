"""Who may see whom: each rule and its twin queryset agree for every kind of person."""

import pytest

from pyp_portal.accounts import permissions
from pyp_portal.accounts.models import Agency, Membership, User
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
KINDS = [
    {},
    {"staff": True},
    {"director": True},
    {"auditor": True},
    {"admin": True},
    {"committee": True},
]


@pytest.fixture
def world():
    """Two agencies with members of every kind, and a person of none."""
    agencies = [AgencyFactory(), AgencyFactory()]
    for agency in agencies:
        MembershipFactory(agency=agency)
        MembershipFactory(agency=agency, can_submit=True)
        MembershipFactory(agency=agency, waiting=True)
    gone = MembershipFactory(agency=agencies[0])
    gone.ended_at = gone.approved_at
    gone.save()
    UserFactory()
    return agencies


def viewers(agencies):
    """A person of each kind, and members of the first agency with and without the right."""
    yield from (UserFactory(**kind) for kind in KINDS)
    for rights in ({}, {"can_submit": True}, {"waiting": True}):
        yield MembershipFactory(agency=agencies[0], **rights).user
    both = MembershipFactory(agency=agencies[0]).user
    MembershipFactory(agency=agencies[1], user=both, can_submit=True)
    yield both


@pytest.mark.parametrize(
    ("model", "rule"),
    [
        (User, permissions.can_view_person),
        (Membership, permissions.can_view_membership),
        (Agency, permissions.can_view_agency),
    ],
)
def test_the_list_shows_what_the_rule_allows(world, model, rule):
    for user in list(viewers(world)):
        allowed = {record for record in model.objects.all() if rule(record, user)}

        assert set(model.objects.visible_to(user)) == allowed


def test_s4_applicants_see_themselves_and_their_colleagues_only(world):
    me = MembershipFactory(agency=world[0]).user
    colleagues = {m.user for m in world[0].memberships.active()}

    assert set(User.objects.visible_to(me)) == colleagues
    stranger = UserFactory()
    assert set(User.objects.visible_to(stranger)) == {stranger}


def test_only_who_may_submit_sees_the_rights_of_colleagues(world):
    writer = MembershipFactory(agency=world[0]).user
    submitter = MembershipFactory(agency=world[0], can_submit=True).user

    assert not permissions.can_see_people_of(world[0], writer)
    assert permissions.can_see_people_of(world[0], submitter)
    assert not permissions.can_see_people_of(world[1], submitter)


def test_only_officers_decide_on_members():
    decides = [permissions.can_decide_on_members(UserFactory(**kind)) for kind in KINDS]

    assert decides == [False, True, True, False, False, False]
