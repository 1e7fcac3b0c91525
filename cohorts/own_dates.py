"""The days of a person in the lab and after it: of the years in which they take part."""

from cohorts import calendars
from cohorts.models import Cohort
from cohorts.permissions import is_participant, of_my_agencies
from pyp_portal import clock

LATEST = 3  # years whose follow-up may still run


def entries(user, since):
    """Phases, deliverables, sessions, workshops and rounds of the latest years."""
    first = clock.localdate(since)
    for cohort in Cohort.objects.select_related("call").order_by("-call__fiscal_year")[:LATEST]:
        if takes_part(cohort, user):
            days = [day for day in calendars.days(cohort, user) if day.last >= first]
            yield from calendars.entries(cohort, days)


def takes_part(cohort, user):
    """Officers, people of a team, and members of an agency that leads or answers for one."""
    if user.is_sto_staff or is_participant(cohort, user):
        return True
    return bool(user.agency_ids) and of_my_agencies(cohort, user).exists()
