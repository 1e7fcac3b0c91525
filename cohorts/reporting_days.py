"""When the next report to the Prime Minister is due: data of the cohort, and working days."""

import calendar

from proposals.states import TERMINAL
from pyp_portal import clock, thai

AFTER_PRESENTATION = 1  # months from the presentation to the first report


def due_after(day, months):
    """The same day some months later, moved to the next working day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return thai.next_working_day(day.replace(year=year, month=month, day=min(day.day, last)))


def next_due(cohort):
    """Some months after the last report that was signed, and a month after each presentation.

    Whichever comes first; None before anything was presented or signed, and once every issue
    has ended (C-19).
    """
    if not cohort.teams.exclude(proposal__state__in=TERMINAL).exists():
        return None
    signed = cohort.minister_reports.exclude(signed_at=None).first()
    held = cohort.sessions.filter(held_on__lte=clock.today()).last()
    days = [due_after(signed.as_of, cohort.report_every_months)] if signed else []
    if held and (signed is None or signed.as_of < held.held_on):
        days.append(due_after(held.held_on, AFTER_PRESENTATION))
    return min(days, default=None)
