"""The pages of an agency from what is missing to the receipt, and out again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals.models import Proposal, Receipt
from proposals.states import State
from tests.factories.accounts import MembershipFactory
from tests.factories.proposals import (
    AttachmentFactory,
    ProposalFactory,
    complete_proposal,
    submitter,
)
from tests.proposals.browsing import letter, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


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


def test_recalled_from_its_page(client_of):
    proposal = complete_proposal(state=State.SUBMITTED)
    client = client_of(submitter(proposal))

    client.post(url("recall", proposal.code), {"version": 1})

    assert Proposal.objects.get().state == State.DRAFT


def test_a_file_that_comes_too_late_is_refused_in_words(client_of):
    proposal = ProposalFactory()
    client = client_of(submitter(proposal))
    for _each in range(10):
        AttachmentFactory(proposal=proposal, kind="partner_letters")

    answer = client.post(
        url("attach", proposal.code), {"kind": "partner_letters", "file": letter()}
    )

    assert "10" in answer.context["attach_form"].errors["file"][0]
