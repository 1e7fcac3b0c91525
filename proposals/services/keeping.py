"""Texts that were not chosen: kept for thirty days, put back, purged."""

from datetime import timedelta

from proposals.models import KeptText
from pyp_portal import clock

LIFETIME = timedelta(days=30)


def put_by(proposal, name, value, *, by_id, tab, against):
    """Keep an answer that does not stand; a newer one of the same clash takes its place."""
    now = clock.now()
    return KeptText.objects.update_or_create(
        proposal=proposal,
        question=name,
        by_id=by_id,
        tab=tab,
        against=against,
        defaults={"value": value, "kept_at": now, "expires_at": now + LIFETIME},
    )[0]


def let_go(proposal, name, by, tab):
    """Forget what this tab had put by of an answer that stands now."""
    KeptText.objects.filter(proposal=proposal, question=name, by=by, tab=tab).delete()


def kept_texts(proposal):
    """What is kept of a proposal today, newest first."""
    found = proposal.kept_texts.filter(expires_at__gt=clock.now())
    return found.select_related("by")


def purge():
    """Delete what has been kept for long enough; returns how many."""
    return KeptText.objects.filter(expires_at__lte=clock.now()).delete()[0]
