"""One month of a calendar as weeks of days, from Sunday to Saturday as Thai calendars have it."""

from calendar import SUNDAY, Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from pyp_portal import clock, thai

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One field of the month."""

    day: date
    lines: list
    is_outside: bool

    @property
    def is_today(self):
        return self.day == clock.today()

    @property
    def is_closed(self):
        """A Saturday, a Sunday or a holiday of offices."""
        return not thai.is_working_day(self.day)


@dataclass(frozen=True)
class Month:
    """A month with its weeks, and beside them what runs over several days of it."""

    first: date
    weeks: list
    long: list

    @property
    def previous(self):
        return (self.first - ONE_DAY).replace(day=1)

    @property
    def next(self):
        return (self.first + 31 * ONE_DAY).replace(day=1)

    @property
    def is_empty(self):
        return not self.long and not any(day.lines for week in self.weeks for day in week)


def month_of(first, lines):
    """The month that begins on ``first``, with these lines in their days."""
    last = (first + 31 * ONE_DAY).replace(day=1) - ONE_DAY
    by_day = defaultdict(list)
    for line in lines:
        if not line.is_long:
            by_day[line.entry.day].append(line)
    weeks = [
        [
            Day(day, by_day[day] if day.month == first.month else [], day.month != first.month)
            for day in week
        ]
        for week in Calendar(SUNDAY).monthdatescalendar(first.year, first.month)
    ]
    long = [one for one in lines if one.is_long]
    return Month(
        first, weeks, [x for x in long if x.entry.day <= last and x.entry.last_day >= first]
    )
