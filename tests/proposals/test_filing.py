"""Files beside the answers: limits, replacement, and what a revision keeps."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from proposals import services
from proposals.grounds import MoveRefused
from proposals.models import Attachment, Proposal
from proposals.services.filing import MEGABYTE, room_left
from proposals.services.submitting import freeze
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import (
    AttachmentFactory,
    CallFactory,
    ProposalFactory,
    StoredFileFactory,
    complete_proposal,
    pdf,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def call():
    return CallFactory()


@pytest.fixture
def agency():
    return AgencyFactory(saraban_email="saraban@lao.example.org")


def upload(content=None, name="letter.pdf"):
    return SimpleUploadedFile(name, content or pdf(), "application/pdf")


def test_a_new_letter_takes_the_place_of_the_old(call, agency):
    person = UserFactory()
    proposal = services.start(call, agency, person)
    day = clock.today()
    services.endorse(proposal, upload(), "1/2567", day, person)

    services.endorse(proposal, upload(pdf(2)), "2/2567", day, person)

    letter = Proposal.objects.get().answered()["endorsement_letter"]
    assert (letter["letter_no"], letter["pages"]) == ("2/2567", 2)
    assert proposal.attachments.count() == 2
    assert proposal.attachments.current().count() == 1


def test_what_was_taken_away_stays_in_the_revision(call):
    proposal = complete_proposal(call=call)
    attachment = AttachmentFactory(proposal=proposal)
    revision = freeze(proposal, proposal.owner)

    services.detach(attachment, proposal.owner)

    assert Proposal.objects.get().answered()["attachments"] == []
    [kept] = revision.content["answers"]["attachments"]
    assert kept["sha256"] == attachment.file.sha256
    assert Attachment.objects.filter(uid=kept["uid"]).exists()


def test_files_are_limited_in_number_and_size():
    proposal = ProposalFactory()
    AttachmentFactory(proposal=proposal, file=StoredFileFactory(size=49 * MEGABYTE))
    assert room_left(proposal, "attachments") == MEGABYTE

    AttachmentFactory(proposal=proposal, file=StoredFileFactory(size=MEGABYTE))
    with pytest.raises(ValidationError):
        room_left(proposal, "attachments")

    for _each in range(10):
        AttachmentFactory(proposal=proposal, kind="partner_letters")
    with pytest.raises(ValidationError):
        room_left(proposal, "partner_letters")


def test_after_submission_no_file_is_changed():
    attachment = AttachmentFactory(proposal=ProposalFactory(state=State.SUBMITTED))

    with pytest.raises(MoveRefused):
        services.detach(attachment, UserFactory())
    with pytest.raises(MoveRefused):
        services.attach(attachment.proposal, upload(), "attachments", UserFactory())


def test_a_moment_later_is_another_version(call, agency, at, december):
    proposal = services.start(call, agency, UserFactory())
    at(december + timedelta(minutes=1))

    services.attach(proposal, upload(), "attachments", UserFactory())

    fresh = Proposal.objects.get()
    assert (fresh.version, fresh.updated_at) == (2, december + timedelta(minutes=1))
