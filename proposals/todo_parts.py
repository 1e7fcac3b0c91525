"""What the task lists of this room share: which states wait for the office, which for a writer."""

from django.db.models import Q

from proposals.states import State
from pyp_portal import clock

HANDED_IN = [State.SUBMITTED, State.SCREENING]


def open_drafts(proposals):
    """Those whose call, or whose own longer time, is not over."""
    now = clock.now()
    in_time = Q(call__closes_at__gt=now) | Q(extended_until__gt=now)
    return proposals.filter(in_time, state=State.DRAFT)
