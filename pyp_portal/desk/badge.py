"""How many things wait, beside the menu of every page: counted where the list is shown.

A page that shows no list does not ask all rooms for it: it says what was counted last, and counts
anew after two minutes. While the portal rests on the last evening the old number stands.
"""

from datetime import timedelta

from django.core.cache import cache

from pyp_portal import clock
from pyp_portal.desk.lists import desk_of
from pyp_portal.evening import standing

FRESH = timedelta(minutes=2)
KEPT = 12 * 3600  # seconds


def keep(user, desk, *, is_settled):
    """Remember how many lines wait; the desk again."""
    cache.set(_key(user), (len(desk.now), clock.now(), is_settled), KEPT)
    return desk


def shown(user):
    """How many lines waited lately; None before this person has seen a list."""
    known = cache.get(_key(user))
    if known is None:
        return None
    count, at, is_settled = known
    if abs(clock.now() - at) <= FRESH or standing.is_on():
        return count
    return len(keep(user, desk_of(user, is_settled=is_settled), is_settled=is_settled).now)


def _key(user):
    return f"tasks:{user.pk}"
