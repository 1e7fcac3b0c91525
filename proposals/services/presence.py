"""Who else has a proposal open, and at which step."""

from datetime import timedelta

from proposals.models import Presence
from pyp_portal import clock

GONE = timedelta(seconds=100)  # two polls that did not come
FRESH = timedelta(seconds=20)  # so long a row need not be written again
SWEPT = timedelta(minutes=15)


def others(proposal, user=None, tab=""):
    """Who has the proposal open now in other tabs: each person once for each step."""
    rows = Presence.objects.filter(proposal=proposal, seen_at__gt=clock.now() - GONE)
    return once_each(row for row in rows.select_related("user") if not is_of(row, user, tab))


def once_each(rows):
    """Of several tabs of one person at one step the one that came first."""
    first = {}
    for row in rows:
        first.setdefault((row.user_id, row.step), row)
    return list(first.values())


def is_of(row, user, tab):
    return user is not None and row.user_id == user.pk and row.tab == tab


def be_here(proposal, step, user, tab):
    """Note that this tab has the step open; answers with the other ones."""
    rows = Presence.objects.filter(proposal=proposal, seen_at__gt=clock.now() - GONE)
    here = list(rows.select_related("user"))
    own = next((row for row in here if is_of(row, user, tab)), None)
    if own is None or own.step != step or clock.now() - own.seen_at > FRESH:
        note(proposal, step, user, tab, own)
    return once_each(row for row in here if row is not own)


def note(proposal, step, user, tab, own):
    """Write the row of this tab; it has been at the step since it came there."""
    now = clock.now()
    since = own.since if own is not None and own.step == step else now
    Presence.objects.update_or_create(
        proposal=proposal,
        user=user,
        tab=tab,
        defaults={"step": step, "since": since, "seen_at": now},
    )


def sweep():
    """Delete the rows of tabs that were closed; returns how many."""
    return Presence.objects.filter(seen_at__lte=clock.now() - SWEPT).delete()[0]
