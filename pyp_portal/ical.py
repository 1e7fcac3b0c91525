"""Calendar files (RFC 5545): what a calendar program takes over, and finds again when it changes.

An entry keeps its ``key`` for good; ``sequence`` grows with each change, and one that is
cancelled stays in the file, marked so that it leaves the calendar of whoever took it over.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event, Timezone, vCalAddress, vDuration, vText, vUri

from pyp_portal import clock

CONTENT_TYPE = "text/calendar; charset=utf-8"
BANGKOK = ZoneInfo("Asia/Bangkok")


@dataclass(frozen=True)
class Entry:
    """One line of a calendar; moments are aware, a plain date is a whole day.

    ``changed_at`` is when it was last changed: the same file is made of the same entry.
    """

    key: str
    title: str
    starts: datetime | date
    changed_at: datetime
    ends: datetime | date | None = None
    place: str = ""
    text: str = ""
    url: str = ""
    sequence: int = 0
    is_cancelled: bool = False

    @property
    def uid(self):
        """Unique in the world: the key with the name of this site."""
        return f"{self.key}@{urlsplit(settings.SITE_URL).hostname}"

    @property
    def is_whole_day(self):
        return not isinstance(self.starts, datetime)

    @property
    def day(self):
        """The date on which it begins, in Bangkok."""
        return self.starts if self.is_whole_day else clock.localdate(self.starts)

    @property
    def last_day(self):
        """The date on which it ends; the end of a whole day is the next day, as calendars have it.

        What ends at midnight ends on the day before.
        """
        if self.ends is None:
            return self.day
        if self.is_whole_day:
            return max(self.day, self.ends - timedelta(days=1))
        return max(self.day, clock.localdate(self.ends - timedelta(minutes=1)))


def calendar(name, entries, again=None):
    """The bytes of a calendar file with these entries, each in the time of Bangkok.

    ``again``: after how long a program that reads it by itself is asked to come back.
    """
    made = Calendar()
    made.add("prodid", "-//PYP portal//TH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    if again:
        made.add("refresh-interval", vDuration(again), {"VALUE": "DURATION"})
        made.add("x-published-ttl", vDuration(again))
    for entry in entries:
        made.add_component(event(entry))
    explain_bangkok(made)
    return made.to_ical()


def invitation(entry, address):
    """The text of an invitation of one address, as mail programs take it over (RFC 5546).

    Sent again with a greater sequence it moves what they hold; cancelled, it takes it away.
    """
    made = Calendar()
    made.add("prodid", "-//PYP portal//TH")
    made.add("version", "2.0")
    made.add("method", method_of(entry))
    found = event(entry)
    found.add("organizer", vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"))
    guest = vCalAddress(f"mailto:{address}")
    guest.params["RSVP"] = vText("FALSE")  # who comes is said in the portal
    found.add("attendee", guest)
    made.add_component(found)
    explain_bangkok(made)
    return made.to_ical().decode()


def explain_bangkok(made):
    """Put the time of Bangkok before the entries that speak of it (RFC 5545 3.6.5)."""
    if BANGKOK.key in made.get_used_tzids():
        made.subcomponents.insert(0, bangkok())


@cache
def bangkok():
    """The VTIMEZONE of Bangkok; working it out goes through decades hour by hour."""
    return Timezone.from_tzid(BANGKOK.key)


def method_of(entry):
    """Whether an invitation asks to come, or takes that back."""
    return "CANCEL" if entry.is_cancelled else "REQUEST"


def event(entry):
    """One VEVENT."""
    made = Event()
    made.add("uid", entry.uid)
    made.add("summary", entry.title)
    made.add("dtstamp", entry.changed_at)
    made.add("last-modified", entry.changed_at)
    made.add("sequence", entry.sequence)
    made.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    made.add("dtstart", in_bangkok(entry.starts))
    if entry.ends:
        made.add("dtend", in_bangkok(entry.ends))
    for name, text in (("location", entry.place), ("description", entry.text)):
        if text:
            made.add(name, text)
    if entry.url:
        made.add("url", vUri(entry.url))
    return made


def in_bangkok(when):
    """A moment in the time of Bangkok; a plain date as it is."""
    return when.astimezone(BANGKOK) if isinstance(when, datetime) else when


def download(name, entries, filename):
    """The calendar file as an answer; ``filename`` is in plain letters."""
    response = HttpResponse(calendar(name, entries), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response
