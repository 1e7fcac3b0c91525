"""Two tabs send the same file: each part is kept once, and it is attached once."""

import hashlib

import pytest
from django.core.files.storage import default_storage

from proposals.models import Attachment
from proposals.services import uploading
from pyp_portal.uploads.arriving import OutOfStep
from pyp_portal.uploads.models import Incoming, Part, StoredFile
from tests.factories.proposals import CallFactory, ProposalFactory, pdf, submitter
from tests.proposals.test_races import together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]
CONTENT = pdf(5)


@pytest.fixture
def proposal(at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    at("2024-12-20 10:00")
    return ProposalFactory(call=CallFactory())


def begin(proposal, person):
    told = ("attachments", "a.pdf", len(CONTENT), "1")
    return uploading.begin_upload(proposal, *told, person)


def give(incoming, offset, size):
    """Send one part; answers with how much is here, also where the other tab was faster."""
    part = CONTENT[offset : offset + size]
    try:
        return uploading.receive_part(incoming, offset, part, hashlib.sha256(part).hexdigest())
    except OutOfStep as told:
        return told.received


def test_announced_twice_at_once_is_one_file_on_its_way(proposal):
    person = submitter(proposal)

    first, second = together(*[lambda: begin(proposal, person)] * 2)

    assert first.pk == second.pk == Incoming.objects.get().pk


def test_a_part_sent_twice_at_once_is_kept_once(proposal):
    incoming = begin(proposal, submitter(proposal))

    answers = together(*[lambda: give(incoming, 0, 500)] * 3)

    assert answers == [500] * 3
    assert Part.objects.count() == 1
    assert len(default_storage.listdir(incoming.folder)[1]) == 1


def test_finished_twice_at_once_is_attached_once(proposal):
    person = submitter(proposal)
    incoming = begin(proposal, person)
    give(incoming, 0, len(CONTENT))

    def finish():
        fresh = Incoming.objects.get(pk=incoming.pk)
        return uploading.attach_sent(proposal, fresh, person)

    first, second = together(finish, finish)

    assert first == second == Attachment.objects.get()
    assert StoredFile.objects.count() == 1
    assert Incoming.objects.get().done_at is not None
