"""A person's calendar, gathered from all rooms: what they may see and take part in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from cohorts.own_dates import entries as cohorts_entries
from proposals.own_dates import entries as proposals_entries
from pyp_portal import clock
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.ical import Entry
from selection.own_dates import entries as selection_entries

BEHIND = timedelta(days=60)  # what is over stays for a while
HALF_AN_HOUR = timedelta(minutes=30)
TOLD_BY_THE_LAB = {"owed_in", "rounds"}  # its days stand in the calendar of the year already
LOOKS = {  # by the first word of an entry's key: its icon and tone
    "call": ("bookmark", "work"),
    "briefing": ("message", "work"),
    "meeting": ("scale", "jury"),
    "pitch": ("mic", "jury"),
    "workshop": ("users", "good"),
    "cohort": ("flask", "good"),
    "task": ("edit", "wait"),
}


@dataclass(frozen=True)
class Line:
    """An entry as the page shows it."""

    entry: Entry
    icon: str
    tone: str

    @property
    def url(self):
        """The address within the portal; entries carry it whole, for other calendars."""
        return self.entry.url.removeprefix(settings.SITE_URL)

    @property
    def at(self):
        """The moment it begins; None for a whole day."""
        return None if self.entry.is_whole_day else self.entry.starts

    @property
    def is_long(self):
        return self.entry.last_day > self.entry.day


def entries(user, made_at=None):
    """Everything from two months back, in order.

    ``made_at`` dates the entries of tasks, so that the same file is made of the same day.
    """
    since = clock.now() - BEHIND
    found = [*proposals_entries(user, since), *selection_entries(user, since)]
    found += cohorts_entries(user, since)
    found += deadlines(user, made_at or clock.now())
    return sorted(found, key=lambda one: (one.day, not one.is_whole_day, as_moment(one), one.key))


def as_moment(entry):
    return datetime.min if entry.is_whole_day else entry.starts.replace(tzinfo=None)


def deadlines(user, made_at):
    """What waits for the person by a day: gone from the calendar once it is done."""
    for todo in waiting_for(user):
        if todo.due and todo.kind not in TOLD_BY_THE_LAB:
            yield Entry(
                key=f"task-{todo.key}",
                title=todo.title,
                starts=todo.due - HALF_AN_HOUR,
                ends=todo.due,
                changed_at=made_at,
                text=todo.detail,
                url=settings.SITE_URL + todo.url,
            )


def shown(entry):
    """The entry with its look."""
    return Line(entry, *LOOKS[entry.key.partition("-")[0]])
