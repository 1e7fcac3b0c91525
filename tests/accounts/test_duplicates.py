"""A duplicate entry of the register is joined to the one that is kept; no right arises by it."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from pyp_portal.accounts import services
from pyp_portal.accounts.duplicate_parts import Moving, parts
from pyp_portal.accounts.models import Agency, Invitation, Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services import duplicates
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.accounts.joining import WHY, join, rights
from tests.factories.accounts import (
    AgencyFactory,
    AgencyRequestFactory,
    HandOverFactory,
    InvitationFactory,
    MembershipFactory,
    ProfileFactory,
    UserFactory,
)
from tests.factories.proposals import CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db


# --- Nothing is forgotten -----------------------------------------------------------


def test_every_reference_to_an_agency_is_in_a_list():
    """Also those that have no name to be found by, and the tables behind many-to-many."""
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.concrete and not field.many_to_many and field.related_model is Agency
    }

    assert found == {part.label for part in parts()}
    assert len(found) == len(parts())


def test_what_refers_to_the_entry_goes_over(pair, admin):
    duplicate, kept = pair
    profile, asked = ProfileFactory(agency=duplicate), AgencyRequestFactory()
    services.point_to(asked, duplicate, by=UserFactory(staff=True))
    below, before = AgencyFactory(parent=duplicate), AgencyFactory(successor=duplicate)

    assert join(pair, admin) == kept

    for one in (profile, asked, below, before):
        one.refresh_from_db()
    assert [profile.agency, asked.agency, below.parent, before.successor] == [kept] * 4
    assert {part.rows(duplicate).count() for part in parts()} == {0}
    joined = timeline(duplicate).last()
    assert (joined.verb, joined.reason, joined.before, joined.after) == (
        "joined to",
        WHY,
        duplicate.name_th,
        kept.name_th,
    )
    assert joined.data["moved"]["accounts.Membership.agency"] == 1
    assert timeline(kept).last().data["duplicate"] == "DUP"


def test_joined_again_all_of_them_lead_to_the_last(pair, admin):
    last = AgencyFactory(code="LAST")
    join(pair, admin)
    join((pair[1], last), admin)

    codes = Agency.objects.filter(duplicate_of=last).values_list("code", flat=True)
    assert set(codes) == {"DUP", "KEPT"}
    with pytest.raises(Refused):
        join(pair, admin)
    assert timeline(pair[0]).count() == 1


# --- Rights -------------------------------------------------------------------------


def test_no_stronger_right_arises_silently(pair, admin):
    duplicate, kept = pair
    head = MembershipFactory(agency=duplicate, can_submit=True, can_endorse=True)
    there = MembershipFactory(agency=kept, can_edit=False)
    both = MembershipFactory(user=there.user, agency=duplicate, can_submit=True)
    stays = MembershipFactory(agency=kept, can_submit=True)

    join(pair, admin)

    assert rights(head) == (True, False, False)
    assert rights(there) == (False, False, False)
    assert rights(stays) == (True, True, False)
    both.refresh_from_db()
    assert both.ended_at is not None
    assert Membership.objects.active().filter(agency=kept).count() == 3
    verbs = [event.verb for event in timeline(there)]
    assert verbs == ["joined to another agency"]
    letters = Message.objects.filter(template__contains="membership_joined")
    assert {one.address for one in letters} == {head.user.email, there.user.email}
    assert all("ยื่นข้อเสนอ" not in one.body for one in letters)


def test_what_is_ticked_by_name_comes_over_and_nothing_else(pair, admin):
    duplicate, kept = pair
    head = MembershipFactory(agency=duplicate, can_endorse=True)
    there = MembershipFactory(agency=kept)
    both = MembershipFactory(user=there.user, agency=duplicate, can_submit=True)
    ticks = {(head.uid, "can_endorse"), (head.uid, "can_submit"), (both.uid, "can_submit")}

    join(pair, admin, rights=frozenset(ticks))

    assert rights(head) == (True, False, True)
    assert rights(there) == (True, True, False)


def test_requests_offers_and_invitations_do_not_stand_twice(pair, admin):
    duplicate, kept = pair
    member = MembershipFactory(agency=duplicate)
    asked = MembershipFactory(user=member.user, agency=kept, waiting=True)
    waits = MembershipFactory(agency=duplicate, waiting=True)
    doubled = MembershipFactory(agency=duplicate, waiting=True)
    MembershipFactory(user=doubled.user, agency=kept)
    ending = MembershipFactory(agency=duplicate)
    MembershipFactory(user=ending.user, agency=kept)
    offer = HandOverFactory(membership=ending)
    first = InvitationFactory(agency=kept, address="a@example.org")
    second = InvitationFactory(agency=duplicate, address="a@example.org")
    third = InvitationFactory(agency=duplicate, can_submit=True)

    join(pair, admin)

    for one in (member, asked, waits, doubled, offer, second, third):
        one.refresh_from_db()
    assert (member.agency, asked.ended_at is None) == (kept, False)
    assert (waits.agency, waits.is_waiting, doubled.ended_at is None) == (kept, True, False)
    assert offer.outcome == "taken_back"
    assert second.ended_at is not None
    assert third.can_submit is False
    assert set(Invitation.objects.open()) == {first, third}
    assert {one.agency for one in Invitation.objects.all()} == {kept}


# --- What stands in the way ---------------------------------------------------------


def test_it_is_refused_where_they_are_not_the_same(pair, admin):
    duplicate, kept = pair
    gone = AgencyFactory(valid_to="2020-01-01")
    below, followed = AgencyFactory(parent=duplicate), AgencyFactory(successor=duplicate)

    for one, other in ((kept, kept), (duplicate, gone), (duplicate, below), (duplicate, followed)):
        with pytest.raises(Refused):
            join((one, other), admin)
    with pytest.raises(Refused):
        join(pair, admin, reason=" ")
    for by in (UserFactory(staff=True), UserFactory(director=True), UserFactory(auditor=True)):
        with pytest.raises(PermissionDenied):
            join(pair, by)
    assert not Agency.objects.exclude(duplicate_of=None).exists()


def test_many_proposals_or_a_near_deadline_need_a_second_person(pair, admin, at):
    """S40: what may decide who is in time is not done by one person alone."""
    duplicate, kept = pair
    moving = Moving(*pair, admin)
    ProposalFactory.create_batch(3, lead_agency=duplicate)
    assert not duplicates.needs_second(moving)
    extra = ProposalFactory(lead_agency=duplicate)
    assert duplicates.needs_second(moving)
    extra.delete()
    at(CallFactory().closes_at)
    assert duplicates.needs_second(moving)

    head = MembershipFactory(agency=duplicate, can_endorse=True)
    approval = join(pair, admin, rights=frozenset({(head.uid, "can_endorse")}))
    duplicate.refresh_from_db()
    assert duplicate.duplicate_of is None

    with pytest.raises(Refused):  # not by who proposed it
        services.confirm_joining(approval, by=admin)
    with pytest.raises(PermissionDenied):
        services.confirm_joining(approval, by=UserFactory(staff=True))
    assert services.confirm_joining(approval, by=UserFactory(director=True)) == kept
    assert rights(head) == (True, False, True)
    assert (head.agency, kept.proposals.count()) == (kept, 3)
    assert timeline(duplicate).filter(verb="joined to").get().by == admin
