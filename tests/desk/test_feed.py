"""The private address of a calendar: told once, kept as a digest, revoked, never guessed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from pyp_portal import clock
from pyp_portal.desk import services
from pyp_portal.desk.models import Feed
from pyp_portal.history.services import timeline
from pyp_portal.preferences.services import choose
from selection.services import call_meeting
from selection.services.rescheduling import cancel_meeting, move_meeting
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import CallFactory
from tests.factories.selection import plan_of, seat_members

pytestmark = pytest.mark.django_db


def address(token):
    return reverse("desk:feed", args=[token])


def events(answer):
    return {str(one["UID"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def test_an_address_is_told_once_and_only_its_digest_is_kept(client_of, client, officer):
    page = client_of(officer).post(reverse("desk:feed_settings"), {"act": "make"})

    told = page.context["address"]
    token = told.rpartition("/")[2].removesuffix(".ics")
    assert told.startswith("http://localhost:8000/calendar/feed/")
    assert token not in Feed.objects.get(user=officer).digest
    assert client.get(address(token)).status_code == 200
    assert token not in client_of(officer).get(reverse("desk:calendar")).content.decode()
    assert [event.verb for event in timeline(officer)] == ["calendar address made"]


def test_a_new_address_ends_the_old_one(client, officer):
    old, new = services.make_feed(officer), services.make_feed(officer)

    assert [client.get(address(token)).status_code for token in (old, new)] == [404, 200]
    assert Feed.objects.count() == 1


def test_old_forged_and_revoked_addresses_are_answered_alike(client, client_of, officer):
    old = services.make_feed(officer)
    client_of(officer).post(reverse("desk:feed_settings"), {"act": "revoke"})
    gone = services.make_feed(UserFactory(is_active=False))

    answers = [client.get(address(token)) for token in (old, gone, "A" * 43, "..%2F")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({len(answer.content) for answer in answers[:3]}) == 1
    assert not services.revoke_feed(officer)
    assert [one.verb for one in timeline(officer)] == [
        "calendar address made",
        "calendar address revoked",
    ]


def test_a_person_who_is_disabled_has_no_feed_from_that_moment_on(client, officer):
    token = services.make_feed(officer)
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)

    assert client.get(address(token)).status_code == 404


def test_who_tries_addresses_has_to_wait_and_others_read_on(client, officer, settings):
    settings.ACCOUNT_RATE_LIMITS = {"guess_feed": "2/m/ip", "read_feed": "3/h/key"}
    token = services.make_feed(officer)

    guesses = [client.get(address(f"guess{n}")).status_code for n in range(3)]
    reads = [client.get(address(token)).status_code for _n in range(4)]

    assert guesses == [404, 404, 429]
    assert reads == [200, 200, 200, 429]


def test_what_has_not_changed_is_not_sent_again(client, officer):
    CallFactory(open_now=True)
    token = services.make_feed(officer)

    first = client.get(address(token))
    again = client.get(address(token), headers={"If-None-Match": first["ETag"]})

    assert (first["Content-Type"], first["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, no-cache",
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_meeting_that_is_moved_moves_and_one_that_is_cancelled_is_crossed_out(client, at):
    at("2025-02-07 10:00")
    plan = plan_of()
    seat = seat_members(plan)[0]
    meeting = call_meeting(
        plan.committee, starts_at=clock.now() + timedelta(days=9), place_th="ห้อง 1"
    )
    token = services.make_feed(seat.user)
    uid = f"meeting-{meeting.uid}@localhost"

    planned = events(client.get(address(token)))[uid]
    move_meeting(meeting, reason="ห้องไม่ว่าง", starts_at=meeting.starts_at + timedelta(days=1))
    moved = events(client.get(address(token)))[uid]
    cancel_meeting(meeting, reason="ประธานติดราชการด่วน")
    cancelled = events(client.get(address(token)))[uid]

    assert (planned["SEQUENCE"], moved["SEQUENCE"], cancelled["SEQUENCE"]) == (0, 1, 2)
    assert moved["DTSTART"].dt - planned["DTSTART"].dt == timedelta(days=1)
    assert [one["STATUS"] for one in (planned, moved, cancelled)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]


def test_the_feed_speaks_the_language_of_ones_mails(client):
    CallFactory(open_now=True)
    member = MembershipFactory().user
    token = services.make_feed(member)

    thai = client.get(address(token)).content.decode()
    choose(member, language="en", ways={}, morning=None)
    english = client.get(address(token)).content.decode()

    assert "X-WR-CALNAME:พอร์ทัล" in thai
    assert "SUMMARY:The call closes" in english
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in english


def test_a_choice_that_is_none_changes_nothing(client_of, officer):
    answer = client_of(officer).post(reverse("desk:feed_settings"), {"act": "sell"}, follow=True)

    assert "โปรดเลือกว่าจะสร้างหรือยกเลิกที่อยู่ปฏิทิน" in answer.content.decode()
    assert not Feed.objects.exists()
