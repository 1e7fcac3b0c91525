"""A duplicate entry of the register is joined to the one that is kept; no right arises by it."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pyp_portal.accounts import approvals, services
from pyp_portal.accounts.duplicate_parts import Moving, parts
from pyp_portal.accounts.likeness import namesakes
from pyp_portal.accounts.models import Agency, Invitation, Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services import duplicates
from pyp_portal.accounts.telling import told
from pyp_portal.accounts.todo import todo
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.search.services import matching
from tests.accounts.pages import post, said
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
WHY = "ขึ้นทะเบียนซ้ำ"
QUIET = "2025-05-02 10:00"  # no call ends near


@pytest.fixture
def admin():
    return UserFactory(admin=True)


@pytest.fixture
def pair(at):
    """(the duplicate, the kept one) on a day without a deadline."""
    at(QUIET)
    duplicate = AgencyFactory(code="DUP", name_th="อบต.น้ำใสสะอาด", short_th="")
    return duplicate, AgencyFactory(code="KEPT", name_th="องค์การบริหารส่วนตำบลน้ำใส")


def join(pair, by, **more):
    return services.join_agencies(*pair, by=by, reason=more.pop("reason", WHY), **more)


def rights(membership):
    membership.refresh_from_db()
    return membership.can_edit, membership.can_submit, membership.can_endorse


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
    below = AgencyFactory(parent=duplicate)

    for one, other in ((kept, kept), (duplicate, gone), (duplicate, below)):
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


# --- What leads where afterwards ------------------------------------------------------


def test_the_old_code_and_the_old_name_lead_to_the_kept_one(pair, admin, client_of):
    duplicate, kept = pair
    member = MembershipFactory(agency=duplicate, can_submit=True)
    join(pair, admin)
    services.change_agency(kept, by=admin, name_en="Nam Sai")
    office, colleague = client_of(admin), client_of(member.user)

    for name in ("agency", "agency_edit", "colleagues", "ask", "duplicate"):
        answer = office.get(reverse(f"accounts:{name}", args=["DUP"]))
        assert answer.url == reverse(f"accounts:{name}", args=["KEPT"])
    assert colleague.get(reverse("accounts:agency", args=["DUP"]), follow=True).status_code == 200
    assert list(matching(Agency.objects.existing(), "สะอาด")) == [kept]
    assert list(namesakes([duplicate.name_th]).values()) == [kept.pk]
    shown = office.get(reverse("accounts:agencies"))
    assert [one.code for one in shown.context["rows"]] == ["KEPT"]
    page = office.get(kept.get_absolute_url()).context
    assert page["joined"] == [duplicate]
    assert [one.sentence for one in page["events"] if one.sentence.startswith("DUP · ")] == [
        f"DUP · {admin}: รวมรายการนี้เข้ากับรายการที่คงไว้ ({WHY})"
    ]
    assert services.ask_membership(UserFactory(), duplicate).agency == kept


# --- The pages ------------------------------------------------------------------------


def test_entries_of_different_places_or_kinds_are_doubted(pair, admin):
    assert duplicates.notes(Moving(*pair, admin)) == []
    assert len(duplicates.notes(Moving(AgencyFactory(type="PAO"), pair[1], admin))) == 1
    assert len(duplicates.notes(Moving(AgencyFactory(province=None), pair[1], admin))) == 1


def test_an_administrator_finds_looks_and_joins(pair, admin, client_of):
    duplicate, kept = pair
    head = MembershipFactory(agency=duplicate, can_endorse=True)
    client, address = client_of(admin), reverse("accounts:duplicate", args=["DUP"])

    found = client.get(address, {"q": "น้ำใส"})
    look = client.get(address, {"keep": "KEPT"})
    empty = client.post(address, {"keep": "KEPT", "reason": "", "right": f"{head.uid}:can_endorse"})
    tick = {"right": [f"{head.uid}:can_endorse", f"{head.uid}:can_submit", "x"]}
    done = post(client, "duplicate", "DUP", {"keep": "KEPT", "reason": WHY, **tick})

    assert list(found.context["rows"]) == [kept]
    counts = {line.part.label: line.count for line in look.context["lines"]}
    assert counts == {"accounts.Membership.agency": 1}
    assert look.context["stops"] == look.context["notes"] == []
    assert f'value="{head.uid}:can_endorse" id="{head.uid}:can_endorse" checked' in (
        empty.content.decode()
    )
    assert said(done) == ["success"]
    assert done.redirect_chain[-1][0] == kept.get_absolute_url()
    assert rights(head) == (True, False, True)


def test_a_second_person_sees_the_same_page_and_decides(pair, admin, client_of, at):
    at(CallFactory().closes_at)
    second, client = UserFactory(admin=True), client_of(admin)
    director = UserFactory(director=True)
    form = {"keep": "KEPT", "reason": WHY}
    assert said(post(client, "duplicate", "DUP", form)) == ["info"]
    assert said(post(client, "duplicate", "DUP", form)) == ["warning"]

    letters = Message.objects.filter(template__contains="duplicate_proposed")
    assert {one.address for one in letters} == {second.email, director.email}
    (task,) = [one for one in todo(second) if one.kind == "duplicate"]
    assert [one for one in todo(admin) if one.kind == "duplicate"] == []
    mine, other = client.get(task.url).context, client_of(second).get(task.url).context
    assert (mine["may_decide"], other["may_decide"]) == (False, True)

    no = client_of(second)
    assert said(post(no, "duplicate_answer", "DUP", {"act": "refuse"})) == ["warning"]
    refusal = {"act": "refuse", "reason": "คนละหน่วยงาน"}
    assert said(post(no, "duplicate_answer", "DUP", refusal)) == ["info"]
    assert approvals.open_for(pair[0], duplicates.KIND) is None
    assert "คนละหน่วยงาน" in told(pair[0])[0].sentence
    assert not Agency.objects.exclude(duplicate_of=None).exists()

    post(client, "duplicate", "DUP", form)
    assert said(post(client, "duplicate_answer", "DUP", {"act": "confirm"})) == ["warning"]
    assert said(post(client, "duplicate_answer", "DUP", {"act": "take_back"})) == ["info"]
    post(client, "duplicate", "DUP", form)
    assert said(post(no, "duplicate_answer", "DUP", {"act": "confirm"})) == ["success"]
    assert Agency.objects.get(code="DUP").duplicate_of.code == "KEPT"
