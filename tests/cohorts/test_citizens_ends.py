"""Activities of an issue that has ended, places that told no contact, and what is pressed twice."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from cohorts.models import ParticipationActivity
from cohorts.services import forgetting, inviting, issue_pages, listening, moderating
from cohorts.services.moving import NotReady
from cohorts.states import TierKey
from cohorts.todo_voices import kinds
from cohorts.voices import VoiceState
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.todo import told
from tests.factories.accounts import UserFactory
from tests.factories.citizens import (
    IssuePageFactory,
    OpenActivityFactory,
    OpinionFactory,
    SignUpFactory,
)
from tests.factories.cohorts import ActivityFactory, TeamFactory, full_team, person_in

pytestmark = pytest.mark.django_db
WHY = "ประเด็นยุติแล้ว จึงไม่มีการทดลองใช้อีก"
CLOSING = {
    "level": "CONSULT", "channel": "FORM", "held_on": date(2025, 5, 2), "place_th": "ออนไลน์",
    "people_total": 1, "main_points_th": "ขอให้โทรกลับ", "what_changed_th": "โทรกลับหลังสี่โมง",
}  # fmt: skip
NEEDS = {"called": "", "contact": "", "needs_th": "ใช้รถเข็น"}


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2025-05-02 09:00")
    with translation.override("en"):
        yield


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def ended():
    """An activity that was still open when its issue ended."""
    team = full_team(State.IN_LAB)
    activity = OpenActivityFactory(team=team, design=True)
    end(team)
    return activity


def end(team):
    type(team.proposal).objects.filter(pk=team.proposal_id).update(state=State.CLOSED)
    team.proposal.refresh_from_db()


def verbs(record):
    return [event.verb for event in timeline(record)]


# --- The issue has ended ----------------------------------------------------------
def test_an_activity_of_an_ended_issue_takes_nobody_and_is_not_offered(ended, client):
    with pytest.raises(NotReady, match="no more people"):
        listening.sign_up(ended, uuid4())

    page = client.get(reverse("issues:issue", args=[ended.team.proposal.code]))
    form = client.get(ended.get_absolute_url())
    assert (page.context["joins"], form.context["is_open"]) == ([], False)


def test_it_is_closed_with_what_changed_and_shown_to_everybody(ended, officer):
    activity = inviting.close_activity(ended, by=officer, **CLOSING)
    inviting.show_activity(activity, by=officer)

    ended.refresh_from_db()
    assert (ended.activity, ended.activity.shown_by) == (activity, officer)
    assert verbs(ended.team)[-2:] == ["activity_recorded", "activity_shown"]


def test_or_called_off_with_the_reason(ended, officer):
    assert inviting.call_off(ended, by=officer, reason=WHY).called_off_th == WHY


def test_coordinator_and_office_end_it_nobody_else_of_the_team(ended, officer, client_of):
    team = ended.team
    url = reverse("cohorts:call_off", args=[team.proposal.code, ended.uid])
    people = {
        "office": officer,
        "coordinator": person_in(team, TierKey.COORDINATOR),
        "innovator": person_in(team, TierKey.PUBLIC_INNOVATOR),
        "advisor": person_in(team, TierKey.ADVISOR),
    }

    codes = {who: client_of(person).get(url).status_code for who, person in people.items()}
    waits = {who: len(told(person, kinds(person))) for who, person in people.items()}
    page = client_of(people["coordinator"]).get(
        reverse("cohorts:voices", args=[team.proposal.code])
    )

    assert codes == {"office": 200, "coordinator": 200, "innovator": 403, "advisor": 403}
    assert waits == {"office": 0, "coordinator": 1, "innovator": 0, "advisor": 0}
    assert (url in page.content.decode(), "poster" in page.content.decode()) == (True, False)


def test_words_of_an_ended_issue_may_still_be_taken_back(officer):
    page = IssuePageFactory()
    end(page.team)

    assert issue_pages.withdraw_page(page, by=officer).published_at is None
    with pytest.raises(NotReady, match="has ended"):
        issue_pages.publish_page(page, by=officer)


# --- Nothing stays by which a person could be found --------------------------------
@pytest.mark.parametrize("told", [NEEDS, NEEDS | {"called": "ลุงสมพร", "needs_th": ""}])
def test_whoever_left_no_contact_is_forgotten_too(officer, at, told):
    """A need may tell of a disability: it goes with the activity, contact or none."""
    closed = SignUpFactory(**told)
    inviting.close_activity(closed.activity, by=officer, **CLOSING)
    left_open = SignUpFactory(**told)
    at("2025-09-01 03:00")
    forgetting.forget_voices()

    for place in (closed, left_open):
        place.refresh_from_db()
        assert (place.called, place.needs_th) == ("", "")


# --- Pressed twice, or by two people -------------------------------------------------
def test_showing_twice_shows(officer, client_of):
    activity = ActivityFactory(team__proposal__state=State.IN_LAB)
    url = reverse("cohorts:show_activity", args=[activity.team.proposal.code])
    client = client_of(officer)

    for _press in range(2):
        client.post(url, {"activity": activity.pk, "to": "public"})
    activity.refresh_from_db()
    assert activity.shown_at
    for _press in range(2):
        client.post(url, {"activity": activity.pk, "to": "team"})

    activity.refresh_from_db()
    assert activity.shown_at is None
    assert verbs(activity.team) == ["activity_shown", "activity_unshown"]


@pytest.mark.parametrize("key", ["", "x", "9" * 19, "9" * 5000, "๑"])
def test_a_key_that_is_none_finds_nothing(officer, client_of, key):
    team = TeamFactory(proposal__state=State.IN_LAB)

    url = reverse("cohorts:show_activity", args=[team.proposal.code])
    assert client_of(officer).post(url, {"activity": key}).status_code == 404
    assert ParticipationActivity.objects.count() == 0


def test_what_somebody_has_hidden_is_not_shown_with_the_others(officer):
    waiting = [OpinionFactory(), OpinionFactory()]
    moderating.hide(waiting[0], by=officer, reason="เจ้าของขอให้นำออก")

    assert moderating.show_many(waiting, by=officer) == 1

    assert [type(one).objects.get(pk=one.pk).state for one in waiting] == [
        VoiceState.HIDDEN,
        VoiceState.SHOWN,
    ]


def test_no_place_at_what_has_not_begun():
    to_come = OpenActivityFactory(design=True, opens_on=clock.today() + timedelta(days=1))

    assert (to_come.is_to_come, to_come.goes_on, to_come.is_open) == (True, True, False)
    with pytest.raises(NotReady):
        listening.sign_up(to_come, uuid4())


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("show_opinion", {"words": "อีกคำหนึ่ง"}),
        ("hide_opinion", {"reason": "ไม่เกี่ยวกับเรื่องนี้เลย"}),
        ("answer_opinion", {"response": "not", "words": "ทำไม่ได้แล้ว"}),
    ],
)
def test_nobody_decides_about_an_opinion_unseen(officer, client_of, name, typed):
    """Whoever had the page open before a colleague answered is told, and loses no word."""
    opinion, client = OpinionFactory(), client_of(officer)
    seen = client.get(reverse(f"cohorts:{name}", args=[opinion.uid])).context["seen"]
    answered = moderating.answer(opinion, by=officer, response="done", words="เพิ่มจุดแล้ว")

    refused = client.post(reverse(f"cohorts:{name}", args=[opinion.uid]), typed | {"seen": seen})

    opinion.refresh_from_db()
    assert (opinion.stamp, opinion.response_th) == (answered.stamp, "เพิ่มจุดแล้ว")
    assert [str(error) for error in refused.context["form"].non_field_errors()]
    page = refused.content.decode()
    assert all(value in page for value in typed.values())
    client.post(reverse(f"cohorts:{name}", args=[opinion.uid]), typed | {"seen": answered.stamp})
    opinion.refresh_from_db()
    assert opinion.stamp != answered.stamp
