"""What citizens are asked to join, how it ends, the page of an issue, and what is let go of."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cohorts.hearing import of_activity
from cohorts.models import IssuePage, OpenActivity, ParticipationActivity, SignUp
from cohorts.services import forgetting, inviting, issue_pages, listening
from cohorts.services.moving import NotReady
from cohorts.voices import VoiceState
from proposals.states import State
from pyp_portal.history.services import timeline
from tests.factories.accounts import UserFactory
from tests.factories.citizens import (
    OpenActivityFactory,
    OpinionFactory,
    SignUpFactory,
)
from tests.factories.cohorts import ActivityFactory, TeamFactory

pytestmark = pytest.mark.django_db
CLOSING = {
    "level": "CONSULT", "channel": "FORM", "held_on": date(2025, 5, 2),
    "place_th": "แบบออนไลน์", "people_total": 12, "main_points_th": "ขอให้โทรกลับตอนเย็น",
}  # fmt: skip
WHY = "ไม่มีผู้ลงชื่อพอ จึงเลื่อนออกไป"


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2025-05-02 09:00")
    with translation.override("en"):
        yield


@pytest.fixture
def team():
    return TeamFactory(proposal__state=State.IN_LAB)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def verbs(record):
    return [event.verb for event in timeline(record)]


# --- A day of designing together ----------------------------------------------------
def test_a_place_is_taken_and_given_back():
    activity = OpenActivityFactory(design=True)

    place = listening.sign_up(activity, uuid4(), called="ป้าแดง", contact="081-234-5678")
    assert (activity.people_coming, str(place)) == (1, "ป้าแดง")
    left = listening.sign_off(place)

    assert (activity.people_coming, left.called, left.contact) == (0, "", "")
    with pytest.raises(NotReady, match="already"):
        listening.sign_off(place)


def test_a_place_asked_for_twice_is_one_place():
    activity, token = OpenActivityFactory(design=True), uuid4()

    assert listening.sign_up(activity, token) == listening.sign_up(activity, token)
    assert SignUp.objects.count() == 1


def test_no_more_people_than_places():
    activity = OpenActivityFactory(design=True)
    for _place in range(2):
        listening.sign_up(activity, uuid4())

    with pytest.raises(NotReady, match="Every place"):
        listening.sign_up(activity, uuid4())


def test_no_place_after_the_last_day(at):
    activity = OpenActivityFactory(design=True)
    at("2025-06-01 09:00")

    with pytest.raises(NotReady, match="no more people"):
        listening.sign_up(activity, uuid4())


# --- Closing -------------------------------------------------------------------------
def test_closed_only_with_what_changed_because_of_it(team, officer):
    activity = OpenActivityFactory(team=team)

    with pytest.raises(ValidationError):
        inviting.close_activity(activity, by=officer, **CLOSING, what_changed_th="")
    activity.refresh_from_db()
    assert (activity.closed_at, ParticipationActivity.objects.count()) == (None, 0)

    closed = inviting.close_activity(
        activity, by=officer, **CLOSING, what_changed_th="โทรกลับหลังสี่โมงเย็น"
    )
    activity.refresh_from_db()
    assert (activity.activity, activity.is_open, closed.shown_at) == (closed, False, None)
    with pytest.raises(NotReady, match="ended already"):
        inviting.call_off(activity, by=officer, reason=WHY)


def test_closing_forgets_how_to_reach_people(officer):
    place = SignUpFactory()

    inviting.call_off(place.activity, by=officer, reason=WHY)

    place.refresh_from_db()
    assert (place.contact, place.called, place.left_at) == ("", "", None)
    assert OpenActivity.objects.get().called_off_th == WHY


def test_an_activity_cannot_end_in_silence():
    activity = OpenActivityFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        OpenActivity.objects.filter(pk=activity.pk).update(closed_at=activity.opened_at)


def test_what_came_of_an_activity_fills_its_record():
    activity = OpenActivityFactory()
    for age, group in [("60+", "carer"), ("60+", ""), ("", "")]:
        OpinionFactory(team=activity.team, activity=activity, age_band=age, group=group)

    assert of_activity(activity.opinions.all()) == {
        "people_total": 3, "age_bands": {"60+": 2}, "vulnerable": 1,
    }  # fmt: skip


def test_shown_to_the_public_and_taken_back(officer):
    activity = ActivityFactory()

    assert inviting.show_activity(activity, by=officer).shown_by == officer
    assert inviting.show_activity(activity, by=officer, is_shown=False).shown_at is None
    activity.what_changed_th = " "
    activity.save()
    with pytest.raises(NotReady, match="what changed"):
        inviting.show_activity(activity, by=officer)
    assert verbs(activity.team) == ["activity_shown", "activity_unshown"]


def test_opened_until_a_day_before_the_first_is_refused(team, officer):
    facts = {"kind": "TEST", "title_th": "ลองใช้", "question_th": "ใช้ได้ไหม"}

    with pytest.raises(ValidationError):
        inviting.open_activity(
            team, by=officer, opens_on=date(2025, 5, 3), closes_on=date(2025, 5, 2), **facts
        )
    opened = inviting.open_activity(
        team, by=officer, opens_on=date(2025, 5, 3), closes_on=date(2025, 5, 9), **facts
    )

    assert (opened.is_to_come, opened.is_open, opened.takes_people) == (True, False, False)


# --- The page of an issue ---------------------------------------------------------------
def test_written_published_and_taken_back(team, officer):
    words = {"lede_th": "ยื่นที่เดียวจบ", "trying_th": "ลดเอกสาร"}

    page = issue_pages.write_page(team, by=officer, seen="", **words)
    assert page.published_at is None
    page = issue_pages.publish_page(page, by=officer, seen=issue_pages.written(page))
    with pytest.raises(NotReady, match="public already"):
        issue_pages.publish_page(page, by=officer)
    page = issue_pages.withdraw_page(page, by=officer)
    with pytest.raises(NotReady, match="not public"):
        issue_pages.withdraw_page(page, by=officer)

    assert (page.published_at, str(page)) == (None, "ยื่นที่เดียวจบ")
    assert verbs(team) == ["page_written", "page_published", "page_withdrawn"]


def test_two_writers_do_not_undo_one_another(team, officer):
    words = {"lede_th": "ยื่นที่เดียวจบ", "trying_th": "ลดเอกสาร"}
    issue_pages.write_page(team, by=officer, seen="", **words)

    with pytest.raises(NotReady, match="has been changed"):
        issue_pages.write_page(team, by=officer, seen="", **words | {"lede_th": "อื่น"})

    assert IssuePage.objects.get().lede_th == "ยื่นที่เดียวจบ"


# --- Letting go ---------------------------------------------------------------------------
def test_words_go_two_years_after_the_lab_and_figures_stay(at):
    opinion = OpinionFactory(shown=True, age_band="60+", response="done", response_th="เพิ่มจุด")
    at("2027-08-01 03:00")
    assert forgetting.forget_voices() == 0
    at("2027-11-01 03:00")

    assert forgetting.forget_voices() == 1

    opinion.refresh_from_db()
    assert (opinion.words, opinion.public_words, opinion.shown_at) == ("", "", None)
    assert (opinion.age_band, opinion.state) == ("60+", VoiceState.COUNTED)
    assert forgetting.forget_voices() == 0


def test_contacts_of_an_activity_that_nobody_closed_go(at):
    place = SignUpFactory()
    at("2025-09-01 03:00")

    forgetting.forget_voices()

    place.refresh_from_db()
    assert (place.contact, place.called) == ("", "")
