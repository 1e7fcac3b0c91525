"""Practice is wiped by one button, and the history says so."""

from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from proposals import services
from proposals.models import Attachment, Enquiry, Proposal, Receipt
from proposals.services.practising import practice_call
from pyp_portal import clock
from pyp_portal.history.models import Event
from pyp_portal.history.services import timeline
from pyp_portal.history.verifying import verify
from pyp_portal.papers.models import Paper
from pyp_portal.uploads.models import StoredFile
from tests.factories.proposals import (
    complete_proposal,
    pdf,
)
from tests.proposals.practice.places import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_file(tried, writer):
    """A file, a question and a recalled receipt hang on it."""
    services.recall(tried, writer)
    letter = SimpleUploadedFile("หนังสือ.pdf", pdf())
    services.attach(tried, letter, Attachment.Kind.PARTNER_LETTER, writer)
    return Attachment.objects.get(kind=Attachment.Kind.PARTNER_LETTER)


def test_everything_goes_with_its_files_and_papers(
    real, call, with_file, officer, django_capture_on_commit_callbacks
):
    kept = complete_proposal(call=real)
    name = with_file.file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        count = services.wipe_practice(f" {call.name_th} ", officer)

    assert count == 1
    assert list(Proposal.everything.all()) == [kept]
    assert not default_storage.exists(name)
    assert not Paper.objects.exists()
    assert not Receipt.objects.exists()
    assert StoredFile.objects.count() == 1  # that of the real one
    call.refresh_from_db()
    assert not call.is_open


def test_the_history_keeps_its_chains_and_says_so(call, tried, officer):
    key = str(tried.pk)

    services.wipe_practice(call.name_th, officer)

    chain = Event.objects.filter(record_type="proposals.proposal", record_id=key)
    assert chain.order_by("seq").last().verb == "practice_wiped"
    assert chain.order_by("seq").first().verb == "create"
    assert verify().faults == []
    event = timeline(call).last()
    assert (event.verb, event.data) == ("practice_wiped", {"proposals": 1, "files": 1})


@pytest.mark.parametrize("typed", ["", "การเปิดรับ", "ลบ"])
def test_another_word_wipes_nothing(call, tried, officer, client_of, typed):
    page = client_of(officer).post(url("wipe_practice"), {"name": typed}, follow=True)

    assert "ยังไม่มีสิ่งใดถูกลบ" in page.content.decode()
    assert Proposal.everything.get() == tried


def test_the_office_opens_ends_and_wipes_it_from_its_page(real, agency, officer, client_of):
    client = client_of(officer)

    client.post(url("open_practice"), {"days": "7"})
    call = practice_call()
    services.start(call, agency, officer)
    client.post(url("close_practice"))
    page = client.post(url("wipe_practice"), {"name": call.name_th}, follow=True)

    assert "ลบข้อเสนอฝึกซ้อม 1 เรื่องพร้อมไฟล์แล้ว" in page.content.decode()
    assert [event.verb for event in timeline(call)] == [
        "practice_opened",
        "practice_closed",
        "practice_wiped",
    ]


def test_a_number_of_days_that_is_not_offered_is_refused(real, officer, client_of):
    page = client_of(officer).post(url("open_practice"), {"days": "400"}, follow=True)

    assert "เลือกจำนวนวัน" in page.content.decode()
    assert practice_call() is None


def test_a_question_about_it_stays_a_question(call, tried, officer):
    asked = Enquiry.objects.create(
        token=uuid4(), category="form", question="ทำอย่างไร", asked_at=clock.now(), proposal=tried
    )

    services.wipe_practice(call.name_th, officer)

    asked.refresh_from_db()
    assert asked.proposal is None


def test_visitors_are_sent_to_sign_in():
    assert Client().get(url("practice")).status_code == 302
