"""What the task lists of this room share: until when, whose case."""

from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone


def end_of(day):
    """The last minute of a day, so that days and moments sort together."""
    return datetime.combine(day, time(23, 59), timezone.get_current_timezone())


def mine_or_nobodys(user, prefix="", owner="proposal__case_owner"):
    """Whose case is mine, or an officer's I stand in for, or nobody's.

    The case may change hands during the lab.
    """
    path = f"{prefix}{owner}"
    return Q(**{f"{path}__in": user.case_owner_ids}) | Q(**{path: None})
