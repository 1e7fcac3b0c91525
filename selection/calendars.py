"""Meetings as entries of a calendar."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from pyp_portal.ical import Entry

USUAL_LENGTH = timedelta(hours=3)


def of_meeting(meeting):
    """A meeting with where it is held; moved, its sequence grows; cancelled, it says so."""
    return Entry(
        key=f"meeting-{meeting.uid}",
        title=_("Meeting %(label)s: %(committee)s")
        % {"label": meeting.label, "committee": meeting.committee.name_th},
        starts=meeting.starts_at,
        ends=meeting.ended_at or meeting.starts_at + USUAL_LENGTH,
        changed_at=meeting.changed_at or meeting.notice_sent_at or meeting.starts_at,
        place=meeting.place_th,
        url=settings.SITE_URL + meeting.get_absolute_url(),
        sequence=meeting.sequence,
        is_cancelled=meeting.cancelled_at is not None,
    )
