"""The days around a deadline, in which what somebody may do for another has to be fair (S40)."""

from datetime import timedelta

from proposals.models import Call, Extension

BEFORE, AFTER = timedelta(days=7), timedelta(days=1)


def is_near_a_deadline(moment):
    """True from a week before to a day after a call ends, or the time that was given beyond."""
    around = (moment - AFTER, moment + BEFORE)
    if Call.objects.filter(closes_at__range=around).exists():
        return True
    given = Extension.objects.filter(confirmed_at__isnull=False)
    return given.filter(ends_at__range=around).exists()
