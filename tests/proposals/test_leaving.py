"""Withdrawn and expired: once, with a letter, also after an outage."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proposals import services
from proposals.grounds import MoveRefused
from proposals.lifecycle.leaving import WITHDRAWABLE
from proposals.models import Attachment, Proposal
from proposals.states import State
from proposals.tasks import expire_drafts, lapse_revisions
from pyp_portal.history.services import latest
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import (
    CallFactory,
    ProposalFactory,
    StoredFileFactory,
    complete_proposal,
    pdf,
    submitter,
)

pytestmark = pytest.mark.django_db
ADDRESSES = ["alt@example.org", "contact@example.org", "saraban@example.org"]
REASON = "ผู้บริหารเปลี่ยนนโยบาย"


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


def letter():
    return SimpleUploadedFile("withdrawal.pdf", pdf())


@pytest.mark.parametrize("state", sorted(WITHDRAWABLE))
def test_the_agency_withdraws_with_a_letter(state):
    proposal = complete_proposal(state=state)

    services.withdraw(proposal, submitter(proposal), REASON, letter=letter())

    assert Proposal.objects.get().state == State.WITHDRAWN
    assert proposal.attachments.filter(kind=Attachment.Kind.WITHDRAWAL).count() == 1
    assert latest(proposal).reason == REASON
    assert Message.objects.filter(template="proposals/emails/withdrawn.txt").count() == 3


def test_without_letter_or_reason_nobody_withdraws():
    proposal = complete_proposal(state=State.SUBMITTED)
    person = submitter(proposal)

    for reason, file in [(REASON, None), ("สั้น", letter())]:
        with pytest.raises(MoveRefused):
            services.withdraw(proposal, person, reason, letter=file)

    assert Proposal.objects.get().state == State.SUBMITTED
    assert not proposal.attachments.filter(kind=Attachment.Kind.WITHDRAWAL).exists()


def test_a_letter_may_be_one_that_is_stored():
    proposal = complete_proposal(state=State.SUBMITTED)
    file = StoredFileFactory()

    services.withdraw(proposal, submitter(proposal), REASON, letter=file)

    assert proposal.attachments.get(kind=Attachment.Kind.WITHDRAWAL).file == file


def test_the_director_withdraws_what_was_selected():
    proposal = complete_proposal(state=State.SELECTED)

    moved = services.withdraw(proposal, UserFactory(director=True), REASON)

    assert moved.state == State.WITHDRAWN


def test_in_the_lab_nobody_withdraws():
    proposal = complete_proposal(state=State.IN_LAB)

    with pytest.raises(MoveRefused):
        services.withdraw(proposal, submitter(proposal), REASON, letter=letter())


# --- T04 ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "expired"),
    [("2025-01-07 00:00", 0), ("2025-01-07 00:14:59", 0), ("2025-01-07 00:15", 2)],
)
def test_drafts_expire_a_quarter_of_an_hour_after_the_end(at, moment, expired):
    complete_proposal()
    ProposalFactory()
    complete_proposal(state=State.SUBMITTED)
    at(moment)

    assert services.expire_drafts() == expired


def test_expiry_catches_up_and_tells_once(at):
    proposal = complete_proposal()
    at("2025-01-09 13:00")

    for _run in range(3):
        expire_drafts()

    fresh = Proposal.objects.get()
    assert (fresh.state, fresh.ended_at is not None) == (State.EXPIRED, True)
    assert Message.objects.filter(template="proposals/emails/expired.txt").count() == 3
    assert latest(proposal).by is None


def test_who_may_write_gets_the_text_as_a_paper_once(at, client_of):
    proposal = complete_proposal()
    person, reader = submitter(proposal), submitter(proposal, can_edit=False)
    stranger = MembershipFactory().user
    at("2025-01-07 00:15")

    for _run in range(2):
        expire_drafts()

    paper = Paper.objects.get()
    mails = Message.objects.filter(template="proposals/emails/expired.txt")
    link = reverse("proposals:paper", args=[paper.uid])
    assert paper.is_draft
    assert sorted(mails.values_list("address", flat=True)) == sorted([*ADDRESSES, person.email])
    assert all(link in body for body in mails.values_list("body", flat=True))
    answers = [client_of(one).get(link).status_code for one in (person, reader, stranger)]
    assert answers == [202, 202, 404]


def test_an_extended_call_keeps_its_drafts(at):
    proposal = complete_proposal()
    proposal.call.closes_at = at("2025-01-14 00:00")
    proposal.call.save()
    at("2025-01-08 00:00")

    assert services.expire_drafts() == 0


def test_drafts_of_other_calls_are_left_alone(at):
    later = CallFactory(
        fiscal_year=2569, opens_at=at("2025-01-01 00:00"), closes_at=at("2025-03-01 00:00")
    )
    ProposalFactory(call=later)
    at("2025-02-01 00:00")

    assert services.expire_drafts() == 0


def test_lapsing_catches_up(at):
    complete_proposal(returned=True)
    at("2025-02-01 00:00")

    for _run in range(2):
        lapse_revisions()

    assert Proposal.objects.get().state == State.INELIGIBLE
    assert Message.objects.filter(template="proposals/emails/lapsed.txt").count() == 3
