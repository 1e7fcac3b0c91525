"""R7: sessions of the training, a week and a day ahead."""

from datetime import timedelta

from cohorts import workshop_emails as emails
from cohorts.models import WorkshopSession
from cohorts.services.reminding import reached
from pyp_portal import clock, thai

STEPS = (-7, -1)


def remind_workshops():
    """Tell those invited the last step that has been reached; returns how many sessions.

    A step that falls on a day without office is told on the working day before. Each is
    told once, however often this runs; once a session has begun nobody is reminded of it.
    """
    now = clock.now()
    if not thai.is_office_hour(now):
        return 0
    today = clock.localdate(now)
    last = thai.next_working_day(today + timedelta(days=1)) - timedelta(days=1)
    near = WorkshopSession.objects.standing().filter(
        held_on__gte=today, held_on__lte=last - timedelta(days=STEPS[0])
    )
    told = [session for session in near if not session.has_begun]
    for session in told:
        step = reached(STEPS, (last - session.held_on).days)
        emails.reminded(session, step, (session.held_on - today).days)
    return len(told)
