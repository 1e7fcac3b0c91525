"""How much of their training the teams have attended, from a few grouped rows.

The same rule as ``hours``: tiers 2, 3 and 5, measured by the sessions that invite the tier
since the seat was taken. Here it is told of teams and of the whole cohort only.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from cohorts.completing import pct_of
from cohorts.hours import CAME, earned
from cohorts.models import Attendance
from pyp_portal import clock


@dataclass
class Held:
    """One session that was not called off: when, how long, whom it invites."""

    uid: str
    title: str
    day: date
    minutes: int
    tiers: set = field(default_factory=set)


def sessions_of(cohort):
    """The sessions that count of a cohort with the tiers they invite, in one statement."""
    found = {}
    rows = (
        cohort.workshops.by_name()
        .order_by("held_on", "number")
        .values_list(
            "uid", "title_th", "held_on", "morning_minutes", "afternoon_minutes", "invited"
        )
    )
    for uid, title, day, morning, afternoon, tier in rows:
        session = found.setdefault(uid, Held(uid, title, day, morning + afternoon))
        session.tiers.add(tier)
    return list(found.values())


def attended_by(teams):
    """{team: minutes that its participants have attended}, in one statement."""
    rows = Attendance.objects.filter(
        CAME,
        session__cancelled_at=None,
        seat__team__in=teams,
        seat__joins_one_issue=True,
        seat__confirmed_at__isnull=False,
        seat__declined_at=None,
        seat__replaced_at=None,
        seat__withdrawn_at=None,
    )
    minutes = Sum(earned("morning") + earned("afternoon"))
    return dict(rows.order_by().values_list("seat__team").annotate(n=minutes))


def required_of(seats, sessions):
    """{team: minutes that were held for its seats until today}.

    ``seats`` are (team, tier, day on which it was taken, number of such seats).
    """
    today, required = clock.today(), Counter()
    held = [session for session in sessions if session.day <= today]
    known = {}
    for team, tier, since, number in seats:
        if (tier, since) not in known:
            mine = (one.minutes for one in held if tier in one.tiers and one.day >= since)
            known[tier, since] = sum(mine)
        required[team] += known[tier, since] * number
    return required


def percents(attended, required):
    """{team: per cent}; teams for whom nothing has been held yet are absent."""
    return {team: pct_of(attended.get(team, 0), n) for team, n in required.items() if n}


def average(attended, required):
    """Per cent of all teams together, or None before the first session."""
    whole = sum(required.values())
    return pct_of(sum(attended.get(team, 0) for team in required), whole) if whole else None
