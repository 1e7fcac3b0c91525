"""Rows held until commit, as they stand after the wait for them."""

from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused


def hold(record, *related):
    """The record as it stands now, its row held until commit.

    What it points at is read by a statement of its own: joined to the lock, it would be
    shown as it stood before the wait.
    """
    rows = type(record).objects
    rows.select_for_update().get(pk=record.pk)
    return (rows.select_related(*related) if related else rows).get(pk=record.pk)


def hold_in_place(record):
    """The same record, made as it stands now, its row held until commit."""
    type(record).objects.select_for_update().get(pk=record.pk)
    record.refresh_from_db()
    return record


def hold_uncertified(meeting):
    """The meeting, held until commit, unless it is cancelled or its minutes are certified."""
    if hold_in_place(meeting).certified_at:
        raise MoveRefused(_("The minutes are certified: the meeting changes no more."))
    if meeting.cancelled_at:
        raise MoveRefused(_("The meeting is cancelled."))
    return meeting


def hold_open_session(session):
    """The session as it stands now, held until commit, unless it is closed."""
    held = hold(session, "plan__committee", "plan__call")
    if held.ended_at:
        raise MoveRefused(_("The session is closed already."))
    return held
