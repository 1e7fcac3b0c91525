"""Slides until their time, and calendar files that follow what moves."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from icalendar import Calendar

from proposals.states import State
from pyp_portal import clock
from selection import services
from selection.services import slides
from tests.factories.pitches import text, url
from tests.factories.proposals import ProposalFactory, pdf, submitter
from tests.factories.selection import REASON, fresh

pytestmark = pytest.mark.django_db


# --- Slides and calendars
def upload(content=None):
    return {"file": SimpleUploadedFile("สไลด์.pdf", content or pdf())}


@pytest.fixture
def ahead(plan):
    """A slot five days ahead, whose agency was told."""
    session = services.open_session(
        plan, starts_at=clock.now() + timedelta(days=5), place_th="ห้องประชุม"
    )
    slot = services.schedule(session, [ProposalFactory(call=plan.call, state=State.SHORTLISTED)])[0]
    services.publish_schedule(session)
    return fresh(slot)


def test_an_agency_sends_slides_and_sends_others(ahead, client_of):
    client = client_of(submitter(ahead.proposal))
    for _each in range(2):
        assert client.post(url("send_slides", ahead), upload()).status_code == 302

    assert ahead.decks.count() == 2
    deck = slides.deck_of(ahead)
    assert deck == ahead.decks.order_by("pk").last()
    assert url("slides", deck) in text(client.get(url("slot", ahead)))
    assert b"".join(client.get(url("slides", deck))).startswith(b"%PDF")


def test_slides_that_come_too_late_are_refused_with_what_to_do(ahead, officer, client_of, at):
    client = client_of(submitter(ahead.proposal))
    at(ahead.session.slides_due)

    page = client.post(url("send_slides", ahead), upload())

    assert page.status_code == 200
    assert "โปรดนำไฟล์มาในวันนำเสนอ" in text(page)
    assert not ahead.decks.exists()
    assert client_of(officer).post(url("send_slides", ahead), upload()).status_code == 302


def test_no_slides_once_the_pitch_was_opened(slots, officer, client_of):
    services.open_item(slots[0])

    page = client_of(officer).post(url("send_slides", slots[0]), upload())

    assert "เปลี่ยนเอกสารนำเสนอไม่ได้" in text(page)
    assert not slots[0].decks.exists()


@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("a.pdf", b"MZ")}])
def test_a_file_that_is_none_or_not_slides_is_refused(sent, ahead, client_of):
    page = client_of(submitter(ahead.proposal)).post(url("send_slides", ahead), sent)

    assert page.status_code == 200
    assert "error" in text(page)
    assert not ahead.decks.exists()


def test_slides_of_the_missed_slot_are_those_of_the_second(ahead, seats, officer, client_of, at):
    client_of(officer).post(url("send_slides", ahead), upload())
    at(ahead.starts_at)
    services.start_session(ahead.session, seats)
    services.record_missed(ahead, reason=REASON)
    later = services.open_session(ahead.session.plan, starts_at=clock.now(), place_th="ห้อง")

    second = services.reslot(ahead, later)

    assert slides.deck_of(second).slot == ahead


def test_calendar_files_follow_what_moves(ahead, seats, client_of):
    agency, member = client_of(submitter(ahead.proposal)), client_of(seats[1].user)
    services.draw_order(ahead.session, public="1")

    own = event(agency.get(url("slot_calendar", ahead)))
    whole = event(member.get(url("session_calendar", ahead.session)))

    assert own["dtstart"].dt == ahead.starts_at
    assert own["sequence"] == whole["sequence"] == 2
    assert ahead.proposal.title_th in own["summary"]
    assert whole["dtend"].dt - whole["dtstart"].dt == timedelta(minutes=15)


def event(response):
    return Calendar.from_ical(response.content).events[0]
