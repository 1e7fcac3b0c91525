"""The calendar of a year as a page, and as a file for the calendars of people."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from cohorts import calendars, permissions
from cohorts.views.roster import year_of
from pyp_portal import ical


def calendar(request, year):
    """Phases, deliverables, sessions and reports of the year, month by month."""
    cohort = year_of(request, year, permissions.can_view_calendar)
    found = calendars.days(cohort, request.user)
    ahead = [day for day in found if not day.is_past]
    context = {
        "cohort": cohort,
        "months": calendars.by_month(ahead),
        "past": calendars.by_month([day for day in found if day.is_past]),
        "may_view_roster": permissions.can_view_roster(cohort, request.user),
        "may_view_cohort": permissions.can_view_cohort(request.user),
    }
    return render(request, "cohorts/calendar.html", context)


def calendar_file(request, year):
    """The same days as a calendar file."""
    cohort = year_of(request, year, permissions.can_view_calendar)
    name = _("Lab of the fiscal year %(year)s") % {"year": year}
    entries = calendars.entries(cohort, calendars.days(cohort, request.user))
    return ical.download(name, entries, f"cohort-{year}")
