"""A letter that invites brings the appointment along: it moves with it, and goes with it."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from pyp_portal import clock, ical
from pyp_portal.outbox import delivery, services
from pyp_portal.outbox.models import Invited, Message
from selection.services import call_meeting, send_notice
from selection.services.rescheduling import cancel_meeting, move_meeting
from tests.factories.selection import plan_of, seat_members

pytestmark = pytest.mark.django_db


def appointment(**facts):
    now = clock.now()
    return ical.Entry(**{"key": "day", "title": "ประชุม", "starts": now, "changed_at": now} | facts)


def taken(message):
    """(method, event) of what a letter brings along."""
    found = Calendar.from_ical(message.invited.calendar)
    (event,) = found.walk("VEVENT")
    return str(found["METHOD"]), event


def test_the_mail_has_a_part_that_calendars_take_over(server, settings):
    settings.DEFAULT_FROM_EMAIL = "PYP <office@pyp.example.org>"
    message = services.post(
        "sample/note.txt", to="mali@example.org", occasion="x", title="ก", calendar=appointment
    )

    delivery.deliver(message.pk)

    (part,) = [
        part for part in server.letters[0].walk() if part.get_content_type() == "text/calendar"
    ]
    assert part.get_param("method") == "REQUEST"
    method, event = taken(message)
    assert (method, event["ATTENDEE"], event["ORGANIZER"]) == (
        "REQUEST",
        "mailto:mali@example.org",
        "mailto:office@pyp.example.org",
    )
    assert part.get_payload(decode=True).decode().count("BEGIN:VEVENT") == 1


def test_what_invites_to_nothing_brings_nothing(post):
    message = post()

    assert not hasattr(message, "invited")


def test_who_was_told_once_is_invited_once():
    for _n in range(2):
        services.post(
            "sample/note.txt", to="a@b.org", occasion="x", title="ก", calendar=appointment
        )

    assert Invited.objects.count() == 1


def test_a_meeting_that_is_moved_moves_in_calendars_and_cancelled_it_goes(at):
    at("2025-02-07 10:00")
    plan = plan_of()
    seat = seat_members(plan, count=0)[0]
    meeting = call_meeting(
        plan.committee, starts_at=clock.now() + timedelta(days=9), place_th="ห้อง 1"
    )

    send_notice(meeting)
    move_meeting(meeting, reason="ห้องประชุมไม่ว่าง", starts_at=meeting.starts_at + timedelta(1))
    cancel_meeting(meeting, reason="ประธานติดราชการด่วน")

    told = [
        taken(mail)
        for mail in Message.objects.filter(recipient=seat.user, invited__isnull=False).order_by(
            "pk"
        )
    ]
    assert [(method, event["SEQUENCE"]) for method, event in told] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]
    assert len({str(event["UID"]) for _method, event in told}) == 1
    assert told[1][1]["DTSTART"].dt - told[0][1]["DTSTART"].dt == timedelta(days=1)
    assert [str(event["STATUS"]) for _method, event in told][-1] == "CANCELLED"
