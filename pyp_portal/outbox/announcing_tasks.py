"""Tell the receivers of announcements: of one on demand, of all by the timetable.

They stand apart from the other jobs of the outbox because they post, and posting rings those.
"""

from celery import shared_task

from pyp_portal.outbox import announcing


@shared_task(name="outbox.announce")
def announce(announcement_id=None):
    """Go on with one announcement, or with all that were let go and are not told to the end."""
    if announcement_id:
        announcing.tell(announcement_id)
    else:
        announcing.tell_all()
