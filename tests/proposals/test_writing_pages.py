"""The pages of an agency: from the call to the receipt."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals.models import Proposal, Receipt
from proposals.states import State
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.proposals import (
    AttachmentFactory,
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

    page = client.get(url("call"))

    assert page.status_code == 200
    assert "แผนงาน ทรัพยากร ทีม เอกสาร" in page.content.decode()
    assert client.get(url("call", 2568)).status_code == 200
    assert client.get(url("call", 2570)).status_code == 404


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
    assert after.version == proposal.version + 1
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
    assert Proposal.objects.get().version == 1


def test_broken_thai_is_mended_on_input(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))

    typed = fields_of(page) | {"title_th": "นํ้าท่วม\u200bที่ตํ\u0e32บล เเก้ไขร่วมกันให้ได้"}
    client.post(url("step", proposal.code, 2), typed)

    assert Proposal.objects.get().title_th == "น้ำท่วมที่ตำบล แก้ไขร่วมกันให้ได้"


def test_an_old_page_keeps_what_was_typed_and_says_who_was_first(client_of):
    proposal = complete_proposal()
    first, second = submitter(proposal), submitter(proposal)
    page = client_of(second).get(url("step", proposal.code, 3))
    typed = fields_of(page) | {"problem_statement": "ข้อความของคนที่สอง " * 15}
    client_of(first).post(url("step", proposal.code, 3), fields_of(page))

    answer = client_of(second).post(url("step", proposal.code, 3), typed)

    body = answer.content.decode()
    assert str(first) in body
    assert "ข้อความของคนที่สอง" in body
    assert "ข้อความของคนที่สอง" not in Proposal.objects.get().answers.data["problem_statement"]
    again = client_of(second).post(
        url("step", proposal.code, 3), typed | {"version": answer.context["proposal"].version}
    )
    assert again.status_code == 302


def test_a_row_without_province_is_asked_for(client_of):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 2))
    typed = fields_of(page) | {
        "target_areas-1-district_th": "สะเดา",
        "target_areas-1-province_code": "",
    }

    answer = client.post(url("step", proposal.code, 2), typed)

    assert answer.status_code == 200
    assert 'href="#id_target_areas-1-province_code"' in answer.content.decode()


def test_a_registered_partner_is_found_and_chosen(client_of):
    proposal = complete_proposal()
    agency = AgencyFactory(name_th="กรมทดลองข้อมูล", level="CENTRAL")
    client = client_of(submitter(proposal))
    page = client.get(url("step", proposal.code, 5))
    sought = fields_of(page) | {"find": "1", "agency_query": "ทดลองข้อ"}

    found = client.get(client.post(url("step", proposal.code, 5), sought).url)
    typed = fields_of(found) | {"partners-0-agency": agency.code}
    client.post(url("step", proposal.code, 5), typed)

    partner = proposal.partners.get(agency=agency)
    assert (partner.level, partner.sector) == ("CENTRAL", "PUBLIC")


def test_the_same_title_twice_is_refused_beside_its_field(client_of):
    proposal = complete_proposal()
    other = complete_proposal(lead_agency=proposal.lead_agency)
    client = client_of(submitter(other))
    page = client.get(url("step", other.code, 2))

    answer = client.post(
        url("step", other.code, 2), fields_of(page) | {"title_th": proposal.title_th}
    )

    assert 'href="#id_title_th"' in answer.content.decode()


def test_the_review_says_what_is_missing_with_links(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))

    body = client.get(url("review", proposal.code)).content.decode()

    assert f"{url('step', proposal.code, 3)}#q-problem_statement" in body
    assert f"{url('step', proposal.code, 7)}#q-endorsement_letter" in body


def test_from_the_letter_to_the_receipt(client_of, django_capture_on_commit_callbacks):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    signed = {
        "letter": letter(),
        "letter_no": "ที่ ทด 1/2567",
        "letter_date_0": "4",
        "letter_date_1": "12",
        "letter_date_2": "2567",
    }
    assert client.post(url("endorse", proposal.code), signed).status_code == 302
    page = client.get(url("review", proposal.code))
    sent = {"version": page.context["proposal"].version, "key": page.context["key"]}

    answers = [client.post(url("submit", proposal.code), sent) for _press in range(3)]

    assert [answer.url for answer in answers] == [url("receipt", proposal.code)] * 3
    receipt = Receipt.objects.get()
    body = client.get(url("receipt", proposal.code)).content.decode()
    assert receipt.number in body
    assert receipt.revision.sha256 in body


def test_a_letter_of_the_future_is_not_taken(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))
    sent = {
        "letter": letter(),
        "letter_no": "1",
        "letter_date_0": "1",
        "letter_date_1": "1",
        "letter_date_2": "2569",
    }

    answer = client.post(url("endorse", proposal.code), sent)

    assert answer.status_code == 200
    assert "letter_date" in answer.context["endorsement_form"].errors


def test_a_wrong_file_says_which_kinds_are_taken(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))
    sent = {"kind": "attachments", "file": SimpleUploadedFile("x.pdf", b"<html><script>")}

    answer = client.post(url("attach", proposal.code), sent)

    assert answer.status_code == 200
    assert "PDF" in answer.context["attach_form"].errors["file"][0]


def test_a_file_is_attached_read_and_taken_away(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))
    client.post(url("attach", proposal.code), {"kind": "partner_letters", "file": letter()})
    attachment = proposal.attachments.get()

    download = client.get(url("file", attachment.uid))
    assert b"".join(download.streaming_content).startswith(b"%PDF")
    client.post(url("detach", attachment.uid))

    assert download["Content-Disposition"].startswith("attachment")
    assert not proposal.attachments.current().exists()


def test_s2_a_stranger_gets_no_file(client_of):
    attachment = AttachmentFactory()
    stranger = MembershipFactory().user

    assert client_of(stranger).get(url("file", attachment.uid)).status_code == 404


def test_late_the_button_says_closed_and_the_draft_can_be_read(client_of, at):
    proposal = complete_proposal()
    client = client_of(submitter(proposal))
    at("2025-01-07 00:00")

    answer = client.post(url("submit", proposal.code), {"key": "k"}, follow=True)

    assert "23.59" in answer.content.decode()
    assert client.get(url("text", proposal.code)).status_code == 200
    assert Proposal.objects.get().state == State.DRAFT


def test_a_withdrawal_needs_reason_and_letter(client_of):
    proposal = complete_proposal(state=State.SUBMITTED)
    client = client_of(submitter(proposal))

    refused = client.post(url("withdraw", proposal.code), {"reason": "สั้น"})
    client.post(url("withdraw", proposal.code), {"reason": "ผู้บริหารเปลี่ยนนโยบาย", "letter": letter()})

    assert set(refused.context["form"].errors) == {"reason", "letter"}
    assert Proposal.objects.get().state == State.WITHDRAWN
