"""Calendar files: what stands in an entry, and what is left out of it."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from pyp_portal.ical import Entry, calendar

CHANGED = datetime(2024, 11, 20, 2, tzinfo=UTC)


def entry_of(**facts):
    """The one VEVENT of a calendar with this entry."""
    entry = Entry(**{"key": "day", "title": "วัน", "changed_at": CHANGED} | facts)
    (event,) = Calendar.from_ical(calendar("ปฏิทิน", [entry])).walk("VEVENT")
    return event


def test_a_whole_day_has_no_hour_and_no_zone():
    event = entry_of(starts=date(2025, 1, 6))

    assert event["DTSTART"].to_ical() == b"20250106"
    assert not {"DTEND", "LOCATION", "DESCRIPTION", "URL"} & set(event)


def test_a_moment_is_told_in_the_time_of_bangkok():
    event = entry_of(
        starts=datetime(2024, 12, 2, 6, 30, tzinfo=UTC), ends=datetime(2024, 12, 2, 9, tzinfo=UTC)
    )

    assert event["DTSTART"].params["TZID"] == "Asia/Bangkok"
    assert event["DTSTART"].to_ical() == b"20241202T133000"
    assert event["DTEND"].to_ical() == b"20241202T160000"


def test_signs_of_the_format_are_escaped():
    event = entry_of(
        starts=date(2025, 1, 6), place="ชั้น 2, ห้อง 1; ตึก ก", text="ก\nข", url="https://a.b/?c=1,2"
    )

    assert event["LOCATION"] == "ชั้น 2, ห้อง 1; ตึก ก"
    assert event["DESCRIPTION"] == "ก\nข"
    assert event["URL"] == "https://a.b/?c=1,2"


def test_the_same_entry_makes_the_same_file():
    entry = Entry(key="day", title="วัน", starts=date(2025, 1, 6), changed_at=CHANGED)

    assert calendar("ปฏิทิน", [entry]) == calendar("ปฏิทิน", [entry])


def test_a_calendar_without_entries_is_one_all_the_same():
    assert not Calendar.from_ical(calendar("ปฏิทิน", [])).walk("VEVENT")
