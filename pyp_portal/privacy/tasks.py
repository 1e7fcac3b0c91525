"""What the timetable asks about personal data."""

from datetime import timedelta

from celery import shared_task

from pyp_portal import clock
from pyp_portal.outbox import services as outbox
from pyp_portal.privacy.emails import FAREWELL

FAREWELL_KEPT = timedelta(days=7)


@shared_task(name="privacy.forget")
def forget():
    """Let the addresses go to which the last mails of erased people went."""
    return outbox.forget_settled([FAREWELL], clock.now() - FAREWELL_KEPT)
