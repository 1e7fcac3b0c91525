"""Moments within a meeting, as people note them: to the minute."""

from datetime import timedelta

from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused

MINUTE = timedelta(minutes=1)


def moment_within(meeting, at):
    """``at``, or now; refused before the opening, after the end and in the future.

    The minute in which the meeting was opened counts from the opening on.
    """
    if at is None:
        return meeting.moment
    if at + MINUTE <= meeting.started_at:
        raise MoveRefused(_("This time is before the opening of the meeting."))
    if at > meeting.moment:
        raise MoveRefused(_("This time is after the end of the meeting, or still to come."))
    return max(at, meeting.started_at)
