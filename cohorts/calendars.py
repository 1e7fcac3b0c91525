"""The calendar of a year: phases, deliverables, sessions and reports as days and as a file."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import Count, Min
from django.utils.translation import gettext as _

from cohorts import attending_facts, presentation_days
from cohorts.models import Deliverable, FollowUpRound, Team, WorkshopSession
from cohorts.services.entering import first_day, last_day
from cohorts.states import DeliverableCode, Phase
from proposals.states import State
from pyp_portal import clock
from pyp_portal.ical import Entry


@dataclass(frozen=True)
class Day:
    """One line of the calendar: from when, until when, what, about what, and where it stands."""

    key: str
    starts: date
    title: str
    icon: str
    ends: date | None = None
    about: str = ""
    url: str = ""
    entry: Entry | None = None  # where the record makes its own, with its hours

    @property
    def last(self):
        return self.ends or self.starts

    @property
    def is_past(self):
        return self.last < clock.today()

    @property
    def is_now(self):
        return self.starts <= clock.today() <= self.last


def days(cohort, user):
    """All days of a year that this person may know, in order."""
    teams = Team.objects.visible_to(user).filter(cohort=cohort)
    found = [*phases(cohort), *deliverables(teams), *presentations(cohort), *reports(teams)]
    found += workshops(cohort, user)
    return sorted(found, key=lambda day: (day.starts, day.last, day.key))


def phases(cohort):
    """The seven phases by the weeks of the lab."""
    for phase in Phase:
        yield Day(
            key=f"phase-{phase.code}",
            starts=first_day(cohort.lab_starts_on, phase),
            ends=last_day(cohort.lab_starts_on, phase),
            title=_("Phase %(number)s: %(phase)s")
            % {"number": phase.code[1:], "phase": phase.label},
            icon="flask",
        )


def deliverables(teams):
    """Deliverables that teams still owe: by name for one team, by number for several."""
    owed = Deliverable.objects.filter(team__in=teams, approved_at=None)
    owed = owed.filter(team__proposal__state=State.IN_LAB)
    found = owed.order_by("due_on", "code").values("due_on", "code")
    for row in found.annotate(n=Count("pk"), name=Min("team__name_th")):
        about = row["name"] if row["n"] == 1 else _("%(n)d teams") % {"n": row["n"]}
        yield Day(
            key=f"deliverable-{row['code']}-{row['due_on']}",
            starts=row["due_on"],
            title=_("Deliverable %(item)s is due")
            % {"item": f"{row['code']} {DeliverableCode(row['code']).label}"},
            about=about,
            icon="file",
        )


def presentations(cohort):
    """Sessions before the minister, and the window for them while none is planned."""
    sessions = cohort.sessions.select_related("cohort__call").prefetch_related("items")
    sessions = list(sessions.order_by("held_on"))
    for session in sessions:
        yield Day(
            key=f"presentation-{session.uid}",
            starts=session.held_on,
            title=_("Presentation of the results"),
            about=session.place_th,
            icon="flag",
            url=session.get_absolute_url(),
            entry=presentation_days.entry(session),
        )
    if cohort.presentation_from and not sessions:
        yield Day(
            key="presentation-window",
            starts=cohort.presentation_from,
            ends=cohort.presentation_to,
            title=_("Presentation of the results"),
            icon="flag",
        )


def workshops(cohort, user):
    """Sessions of the training to which this person is invited."""
    sessions = WorkshopSession.objects.visible_to(user).standing().filter(cohort=cohort)
    for session in sessions:
        yield Day(
            key=f"workshop-{session.uid}",
            starts=session.held_on,
            title=session.title_th,
            about=session.place_th,
            icon="users",
            url=session.get_absolute_url(),
            entry=attending_facts.entry(session),
        )


def reports(teams):
    """Follow-up reports that are owed, by round."""
    owed = FollowUpRound.objects.waiting().filter(team__in=teams)
    found = owed.order_by("due_on", "months").values("due_on", "months")
    for row in found.annotate(n=Count("pk"), name=Min("team__name_th")):
        yield Day(
            key=f"report-{row['months']}-{row['due_on']}",
            starts=row["due_on"],
            title=_("Report after %(months)d months") % {"months": row["months"]},
            about=row["name"] if row["n"] == 1 else _("%(n)d teams") % {"n": row["n"]},
            icon="grow",
        )


def by_month(found):
    """The days in months, as (first of the month, days)."""
    months = groupby(found, key=lambda day: day.starts.replace(day=1))
    return [(month, list(rows)) for month, rows in months]


def entries(cohort, found):
    """The same days as entries of a calendar file; the end of a whole day is the next day."""
    for day in found:
        yield day.entry or Entry(
            key=f"cohort-{cohort.call.fiscal_year}-{day.key}",
            title=day.title,
            starts=day.starts,
            ends=day.last + timedelta(days=1),
            changed_at=cohort.opened_at,
            text=day.about,
            url=settings.SITE_URL + (day.url or cohort.calendar_url),
        )
