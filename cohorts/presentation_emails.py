"""What those who present are told: when and where, with an invitation; that it was taken back."""

from functools import partial

from cohorts.emails import everybody, tell
from cohorts.presentation_days import invitation
from pyp_portal import clock


def who_present(item):
    """The people of the team, and whoever else is named to present."""
    return list(dict.fromkeys([*everybody(item.team), *item.presenters.all()]))


def planned(item):
    """Each time when a place is given, or when it is another day, time or place."""
    tell(
        "presentation_planned",
        who_present(item),
        f"presentation:{item.pk}:{clock.now().isoformat()}",
        item=item,
        calendar=partial(invitation, item.session),
    )


def taken_out(item, session, *, is_moved):
    """The issue has no place in this session any more; its invitation is taken back."""
    tell(
        "presentation_taken_out",
        who_present(item),
        f"presentation-out:{item.pk}:{clock.now().isoformat()}",
        item=item,
        session=session,
        is_moved=is_moved,
        calendar=partial(invitation, session, is_cancelled=True),
    )
