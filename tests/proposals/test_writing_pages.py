"""The pages of an agency: the call, and the seven steps."""

import pytest
from django.urls import reverse

from proposals import services
from proposals.models import Proposal
from proposals.states import State
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import (
    CallFactory,
    ProposalFactory,
    complete_proposal,
    submitter,
)
from tests.proposals.browsing import fields_of, letter, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def test_the_public_page_of_the_call(client):
    CallFactory()

    page = client.get(reverse("call"))

    assert page.status_code == 200
    assert "แผนงาน ทรัพยากร ทีม เอกสาร" in page.content.decode()
    assert client.get(reverse("call", args=[2568])).status_code == 200
    assert client.get(reverse("call", args=[2570])).status_code == 404


def test_a_member_begins_a_draft_of_the_own_agency(client_of):
    CallFactory()
    member = MembershipFactory()

    answer = client_of(member.user).post(url("new"), {"agency": member.agency.code})

    proposal = Proposal.objects.get()
    assert answer.url == url("step", proposal.code, 1)
    assert (proposal.code, proposal.lead_agency, proposal.origin) == (
        "P68-0001",
        member.agency,
        "area",
    )
    assert proposal.answers.data["contact_email"] == member.user.email


def test_nobody_begins_a_draft_for_others(client_of):
    CallFactory()
    member, other = MembershipFactory(), AgencyFactory()

    assert client_of(member.user).post(url("new"), {"agency": other.code}).status_code == 403
    assert not Proposal.objects.exists()


def test_an_officer_begins_what_the_centre_proposes(client_of):
    CallFactory()
    agency = AgencyFactory(name_th="สำนักงานพัฒนาทดลอง")
    client = client_of(UserFactory(staff=True))

    assert agency.name_th in client.get(url("new", q="พัฒนาทดลอง")).content.decode()
    client.post(url("new"), {"agency": agency.code})

    assert Proposal.objects.get().origin == "centre"


@pytest.mark.parametrize("number", range(1, 8))
def test_each_step_comes_back_as_it_was_saved(client_of, number):
    proposal = complete_proposal()
    before = proposal.answered()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, number))

    answer = client.post(url("step", proposal.code, number), fields_of(page))

    assert answer.status_code == 302, [part.errors for part in answer.context["form"].parts()]
    after = Proposal.objects.get()
    assert after.version == proposal.version  # nothing was changed, so nothing was written
    assert {k: v for k, v in after.answered().items() if before.get(k)} == {
        k: v for k, v in before.items() if v
    }


def test_too_long_comes_back_with_all_that_was_typed(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))
    typed = fields_of(page) | {"title_th": "ก" * 201, "summary": "เขียนใหม่ "}

    answer = client.post(url("step", proposal.code, 2), typed)

    body = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="#id_title_th"' in body
    assert "ก" * 201 in body
    assert "เขียนใหม่" in body
    kept = Proposal.objects.get()
    assert kept.title_th == proposal.title_th
    assert kept.answers.data["summary"] == "เขียนใหม่"  # what is in order is saved all the same


def test_broken_thai_is_mended_on_input(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))

    typed = fields_of(page) | {"title_th": "นํ้าท่วม\u200bที่ตํ\u0e32บล เเก้ไขร่วมกันให้ได้"}
    client.post(url("step", proposal.code, 2), typed)

    assert Proposal.objects.get().title_th == "น้ำท่วมที่ตำบล แก้ไขร่วมกันให้ได้"


def test_a_row_without_place_is_asked_for(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))
    typed = fields_of(page) | {
        "target_areas-1-is_pilot": "on",
        "target_areas-1-place": "",
    }

    answer = client.post(url("step", proposal.code, 2), typed)

    assert answer.status_code == 200
    assert 'href="#id_target_areas-1-place"' in answer.content.decode()


def test_the_same_title_twice_is_refused_beside_its_field(client_of):
    proposal = complete_proposal()
    other = complete_proposal(lead_agency=proposal.lead_agency)
    client = client_of(submitter(other))
    page = client.get(url("step", other.code, 2))

    answer = client.post(
        url("step", other.code, 2), fields_of(page) | {"title_th": proposal.title_th}
    )

    assert 'href="#id_title_th"' in answer.content.decode()


def test_without_a_call_there_is_no_page_of_it(client, client_of):
    assert client.get(reverse("call")).status_code == 404
    assert client_of(MembershipFactory().user).get(url("new")).status_code == 403


def test_who_may_not_start_is_not_asked_to(client_of):
    CallFactory()

    assert not client_of(UserFactory()).get(reverse("call")).context["may_start"]
    assert client_of(MembershipFactory().user).get(reverse("call")).context["may_start"]


def test_a_draft_that_cannot_begin_says_why(client_of, at):
    CallFactory()
    member = MembershipFactory()
    at("2025-01-08 00:00")

    answer = client_of(member.user).post(url("new"), {"agency": member.agency.code}, follow=True)

    assert not Proposal.objects.exists()
    assert answer.redirect_chain == [(url("new"), 302)]
    assert len(list(answer.context["messages"])) == 1


def test_an_officer_is_told_whether_an_agency_was_found(client_of):
    CallFactory()
    client = client_of(UserFactory(staff=True))

    first, nothing = [client.get(url("new", q=q)).content.decode() for q in ("", "ไม่มีชื่อนี้")]

    assert "คุณยังไม่มีสิทธิ์กรอกข้อเสนอของหน่วยงานใด" not in first + nothing
    assert "ไม่พบหน่วยงานชื่อนี้" in nothing


def test_after_the_call_no_draft_is_offered(client_of, at):
    CallFactory()
    writer = MembershipFactory().user
    at("2025-01-07 00:00")

    page = client_of(writer).get(url("new")).content.decode()

    assert "ขณะนี้ไม่รับร่างใหม่" in page
    assert 'class="btn btn-primary" disabled' in page


def test_there_are_seven_steps(client_of):
    proposal = ProposalFactory()

    assert client_of(submitter(proposal)).get(url("step", proposal.code, 8)).status_code == 404


@pytest.mark.parametrize("name", ["review", "step"])
def test_what_is_handed_in_leads_to_its_page(client_of, name):
    proposal = ProposalFactory(state=State.SUBMITTED)
    address = url(name, proposal.code, *([1] if name == "step" else []))

    answer = client_of(submitter(proposal)).get(address)

    assert (answer.status_code, answer.url) == (302, proposal.get_absolute_url())


def test_after_the_last_step_comes_the_review(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 7))

    saved = client.post(url("step", proposal.code, 7), fields_of(page))
    stayed = client.post(
        url("step", proposal.code, 7),
        fields_of(client.get(url("step", proposal.code, 7))) | {"stay": 1},
    )

    assert saved.url == url("review", proposal.code)
    assert stayed.url == url("step", proposal.code, 7)


def test_what_was_typed_too_late_is_shown_again_and_the_draft_can_be_read(client_of, at):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    sent = fields_of(client.get(url("step", proposal.code, 3)))
    sent["problem_statement"] = "พิมพ์ตอนเที่ยงคืนพอดี"
    at("2025-01-07 00:00")

    page = client.post(url("step", proposal.code, 3), sent).content.decode()

    assert "พิมพ์ตอนเที่ยงคืนพอดี" in page
    assert "6 มกราคม 2568 เวลา 23.59 น." in page.replace("\xa0", " ")
    assert Proposal.objects.get().version == 1
    again = client.get(url("step", proposal.code, 3), follow=True)
    assert again.redirect_chain == [(proposal.get_absolute_url(), 302)]
    assert "ปิดรับ" in again.content.decode()
    assert client.get(url("text", proposal.code)).status_code == 200


def test_a_file_that_comes_too_late_is_refused_in_words(client_of, at):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    at("2025-01-07 00:00")

    page = client.post(
        url("attach", proposal.code), {"kind": "attachments", "file": letter()}, follow=True
    )

    assert page.redirect_chain == [(proposal.get_absolute_url(), 302)]
    assert "23.59" in page.content.decode()
    assert proposal.attachments.filter(kind="attachments").count() == 0


def test_what_was_typed_while_another_submitted_is_shown_again(client_of):
    proposal = complete_proposal()
    person, colleague = submitter(proposal), submitter(proposal)
    client = client_of(person)
    page = client.get(url("step", proposal.code, 3))
    services.submit(proposal, colleague)

    answer = client.post(
        url("step", proposal.code, 3), fields_of(page) | {"past_efforts": "พิมพ์ช้าไปนิดเดียว"}
    )

    body = answer.content.decode()
    assert answer.status_code == 200
    assert "พิมพ์ช้าไปนิดเดียว" in body
    assert str(colleague) in body
    assert "พิมพ์ช้าไปนิดเดียว" not in str(Proposal.objects.get().answers.data)
