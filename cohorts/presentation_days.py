"""A sitting before the Prime Minister or a minister, as a calendar takes it."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from pyp_portal import clock, ical
from pyp_portal.history.services import timeline

SHORTEST = timedelta(hours=1)  # where no issue has a place yet


def invitation(session, *, is_cancelled=False):
    """The sitting for those who present; each change of it has a greater number.

    ``is_cancelled``: not for those who are told, though it is held.
    """
    events = list(timeline(session))
    changed = {"sequence": len(events), "changed_at": clock.now()}
    return replace(entry(session), is_cancelled=is_cancelled, **changed)


def entry(session):
    """The sitting with its hours, where they are known."""
    starts, ends = hours(session)
    return ical.Entry(
        key=key_of(session),
        title=_("Presentation of the results"),
        starts=starts,
        ends=ends,
        changed_at=session.planned_at,
        place=session.place_th,
        url=settings.SITE_URL + session.get_absolute_url(),
    )


def key_of(session):
    """The same in the calendar of the year and in invitations."""
    return f"cohort-{session.cohort.call.fiscal_year}-presentation-{session.uid}"


def hours(session):
    """From when until when; whole days where no hour is written yet."""
    if session.starts_at is None:
        return session.held_on, session.held_on + timedelta(days=1)
    starts = make_aware(datetime.combine(session.held_on, session.starts_at))
    whole = timedelta(minutes=sum(item.minutes for item in session.items.all()))
    return starts, starts + max(whole, SHORTEST)
