"""The pages of who may do what: what is found, what is told, and what is not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.accounts import services
from pyp_portal.accounts.roles import Role
from pyp_portal.explained.kinds import KINDS, find
from pyp_portal.reads.models import Read
from selection.services import call_meeting, end_seat
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.papers import PaperFactory
from tests.factories.proposals import AccessFactory, submitter
from tests.factories.selection import SeatFactory

pytestmark = pytest.mark.django_db


# --- The pages --------------------------------------------------------------------------


def test_it_finds_by_number_code_mail_and_address_what_the_asker_may_see(proposal, officer):
    agency, seat = AgencyFactory(code="LEAD"), SeatFactory()
    paper = PaperFactory(record_type="proposals.proposal", record_id=str(proposal.pk))
    typed = {
        proposal.code.lower(): proposal,
        f"http://localhost:8000{proposal.get_absolute_url()}": proposal,
        reverse("journey", args=[proposal.code]): proposal,
        "LEAD": agency,
        paper.number: paper,
        paper.get_absolute_url(): paper,
        seat.user.email: seat.user,
        seat.user.get_absolute_url(): seat.user,
    }

    assert {text: find(text, officer)[2] for text in typed} == typed
    for nothing in ("P68-9999", "/no/such/page/", "1/2568", "x"):
        assert find(nothing, officer) is None
    AccessFactory(proposal=proposal, user=officer, kind="closed")
    assert find(proposal.code, officer) is None
    assert find(paper.number, officer) is None


def test_asking_leads_to_the_answer_and_each_look_is_noted(client_of, officer, proposal):
    client, member = client_of(officer), submitter(proposal)
    ask = reverse("explained:ask")

    both = client.get(ask, {"person": member.email, "record": proposal.code})
    alone = client.get(ask, {"person": member.email})
    many = client.get(ask, {"person": "ใบเตย"})
    nothing = client.get(ask, {"person": "ไม่มีใครชื่อนี้", "record": "P68-0000"})
    page = client.get(both.url)

    assert alone.url == reverse("explained:person", args=[member.uid])
    assert len(many.context["people"]) > 1
    assert set(nothing.context["form"].errors) == {"person", "record"}
    assert page.context["person"] == member
    assert [ground.words for ground in page.context["own"].grounds] == ["หน่วยงานผู้เสนอ"]
    assert client.get(alone.url).status_code == 200
    looks = Read.objects.filter(by=officer, what__startswith="explained:").order_by("pk")
    assert [(one.what, one.about) for one in looks] == [
        ("explained:record", proposal.code),
        ("explained:person", ""),
    ]
    assert str(member.uid) in looks[0].path


def test_what_is_closed_to_who_asks_is_not_told(client_of, officer, proposal):
    """Neither the record itself nor that somebody else was shut out of it."""
    other = UserFactory(staff=True)
    AccessFactory(proposal=proposal, user=other, kind="closed")
    page = reverse("explained:person", args=[other.uid])
    assert proposal.code in client_of(officer).get(page).content.decode()

    AccessFactory(proposal=proposal, user=officer, kind="closed")

    assert proposal.code not in client_of(officer).get(page).content.decode()
    record = reverse("explained:record", args=["proposal", proposal.code])
    assert client_of(officer).get(record).status_code == 404


def test_who_reads_what_is_told_to_those_alone_who_choose_readers(proposal):
    seat = SeatFactory()
    fresh = Proposal.objects.get()
    assert fresh.call == seat.committee.plan.call

    for asker, told in (("staff", True), ("auditor", True), ("admin", False)):
        parts = KINDS["proposal"].explain(fresh, seat.user, UserFactory(**{asker: True}))
        assert ("การคัดเลือก" in [str(part.title) for part in parts]) is told


def test_grounds_tell_since_when_and_from_whom(client_of, officer):
    admin, person = UserFactory(admin=True), UserFactory()
    services.grant_role(person, Role.AUDITOR, by=admin, reason="แต่งตั้ง")
    services.end_role(person, Role.AUDITOR, by=admin, reason="พ้น")
    services.grant_role(person, Role.AUDITOR, by=UserFactory(admin=True), reason="ใหม่")
    asked = services.ask_membership(person, AgencyFactory())
    services.approve_membership(asked, by=officer)

    url, client = reverse("explained:person", args=[person.uid]), client_of(officer)
    page = client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _n in range(2):
        MembershipFactory(user=person, approved_by=officer)
    with CaptureQueriesContext(connection) as more:
        client.get(url)

    assert len(few) == len(more)
    held = [(ground.words, ground.by) for ground in page.context["grounds"]]
    assert (str(asked.agency), str(officer)) in held
    assert [ground.by for ground in page.context["over"]] == [str(admin)]
    assert len(held) == 2


def test_a_seat_is_held_until_the_end_of_its_term(client_of, officer):
    seat = SeatFactory(ends_on=clock.today() + timedelta(days=30))
    page = reverse("explained:person", args=[seat.user.uid])
    client = client_of(officer)

    held = client.get(page).context
    end_seat(seat, by=officer, reason="ลาออก")
    ended = client.get(page).context

    assert [ground.until for ground in held["grounds"]] == [seat.ends_on]
    assert (held["over"], ended["grounds"]) == ([], [])
    assert [ground.until for ground in ended["over"]] == [clock.today()]


@pytest.mark.parametrize("kind", ["agency", "meeting", "paper", "person"])
def test_other_records_are_explained_too(kind, client_of, officer):
    seat = SeatFactory()
    agency = MembershipFactory(user=seat.user).agency
    key = {
        "agency": agency.code,
        "meeting": meeting(seat).uid,
        "paper": PaperFactory().uid,
        "person": seat.user.uid,
    }[kind]

    url = reverse("explained:record", args=[kind, key])
    page = client_of(officer).get(url, {"person": seat.user.uid})

    (part,) = page.context["parts"]
    able = [one.may for one in part.verdicts]
    assert any(able) is (kind != "paper")
    assert not all(able)
    assert page.context["readers"] is None


def meeting(seat):
    """One that is called by a number and found by it."""
    plan = seat.committee.plan
    called = call_meeting(plan.committee, starts_at=clock.now(), place_th="ห้องประชุม")
    assert find(str(called), UserFactory(staff=True))[2] == called
    return called
