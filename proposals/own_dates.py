"""The days of a person in room 1: those of the call of today, where they propose or keep it."""

from proposals.calendars import entries as entries_of_call
from proposals.models import Call
from pyp_portal import clock


def entries(user, since):
    """The dates of the call for members of agencies and officers; a whole day counts to its end."""
    call = Call.objects.current() if user.agency_ids or user.is_sto_staff else None
    first = clock.localdate(since)
    if call:
        yield from (entry for entry in entries_of_call(call) if entry.day >= first)
