"""What an agency is told: of the stage that was decided only, in the words that were approved."""

from datetime import date

import pytest
from django.urls import reverse

from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import AnnouncementKind, Outcome, Stage
from selection.models import LetterText, Resolution
from selection.services import letters
from tests.factories.accounts import UserFactory
from tests.factories.proposals import submitter
from tests.factories.selection import (
    announced,
    certified,
    decided,
    fresh,
    meeting_of,
    plan_of,
    resolved,
    reviewed,
    seat_members,
    slot_of,
    submit,
)

pytestmark = pytest.mark.django_db
APPROVED = "คณะกรรมการเห็นว่าควรมีข้อมูลพื้นฐานเพิ่มเติม"
RAW = "กรรมการสมชายให้ 2 คะแนนเพราะไม่มีข้อมูลพื้นฐาน"


@pytest.fixture
def year(at):
    """(plan, seats, director) in February."""
    at("2025-02-07 10:00")
    plan = plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30))
    return plan, seat_members(plan, 3), UserFactory(director=True)


@pytest.fixture
def shortlisted(year):
    """A proposal whose agency knows that it is through, and which pitches now."""
    plan, seats, director = year
    proposal = reviewed(plan, seats)
    meeting = meeting_of(plan, seats)
    resolved(meeting, proposal, Outcome.SHORTLISTED)
    certified(meeting, director)
    services.release(announced(plan, AnnouncementKind.SHORTLIST, by=director), by=director)
    services.record_presented(slot_of(plan, fresh(proposal), seats))
    return fresh(proposal)


def codes_told(proposal):
    return {criterion.code[0] for criterion, _mean in services.for_applicant(proposal).means}


def test_points_of_the_pitch_are_not_told_before_its_result(year, shortlisted, client_of):
    _plan, seats, _director = year
    for seat in seats:
        submit(seat, shortlisted, points=2, stage=Stage.PITCH, strength="พูดดีมากในห้อง")

    told = services.for_applicant(shortlisted)
    page = client_of(submitter(shortlisted)).get(
        reverse("selection:result", args=[shortlisted.code])
    )

    assert codes_told(shortlisted) == {"D"}
    assert told.strengths == []
    assert ("4.00" in page.content.decode(), "2.00" in page.content.decode()) == (True, False)
    assert "พูดดีมากในห้อง" not in page.content.decode()


def test_the_result_tells_the_points_of_both_stages(year):
    plan, seats, director = year
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    services.release(announced(plan, AnnouncementKind.RESULT, by=director), by=director)

    assert codes_told(proposal) == {"D", "P"}


def letter_after(year, approved, **resolution):
    """The frozen letter of a declined proposal whose words a second person approved."""
    plan, seats, director = year
    services.change_plan(plan, by=director, approved_letters=True)
    meeting, (proposal,) = decided(plan, seats, director, [Outcome.NOT_SELECTED])
    Resolution.objects.filter(item__meeting=meeting).update(**resolution)
    signed = announced(plan, AnnouncementKind.RESULT, by=director)
    clerk = UserFactory(staff=True)
    letters.merge(signed, by=clerk)
    if approved:
        LetterText.objects.update(reason_th=approved)
    letter = LetterText.objects.get(item__proposal=proposal)
    letters.approve(letter, version=letter.version, by=director)
    services.release(signed, by=director)
    return Paper.objects.get(kind=Kind.RESULT_LETTER).html


def test_the_letter_gives_the_approved_reason_and_not_the_one_of_the_resolution(year):
    html = letter_after(year, APPROVED, reason=RAW)

    assert (APPROVED in html, RAW in html) == (True, False)


def test_a_reason_that_only_repeats_the_resolution_is_not_said_twice(year):
    html = letter_after(year, "", reason="", text_th="มีมติไม่คัดเลือกในปีนี้")

    assert ("มีมติไม่คัดเลือกในปีนี้" in html, "โดยมีความเห็นว่า" in html) == (False, False)


def test_the_days_for_enquiries_count_from_the_day_of_release(year, at):
    plan, seats, director = year
    decided(plan, seats, director, [Outcome.NOT_SELECTED])
    signed = announced(plan, AnnouncementKind.RESULT, by=director)
    at("2025-02-14 10:00")

    services.release(signed, by=director)

    assert (signed.enquiry_until, fresh(signed).enquiry_until) == (
        date(2025, 2, 22),
        date(2025, 3, 1),
    )
    assert "๑ มีนาคม ๒๕๖๘" in Paper.objects.get(kind=Kind.RESULT_LETTER).html.replace("\xa0", " ")
