"""What the timetable asks about personal data."""

from datetime import timedelta

from celery import shared_task

from pyp_portal import clock
from pyp_portal.outbox import services as outbox
from pyp_portal.privacy import idling, ledger, retaining, working
from pyp_portal.privacy.emails import FAREWELL

FAREWELL_KEPT = timedelta(days=7)


@shared_task(name="privacy.forget")
def forget():
    """Let the addresses go to which the last mails of erased people went.

    And write the list of what was erased anew, where the disk was full when it happened.
    """
    ledger.keep()
    return outbox.forget_settled([FAREWELL], clock.now() - FAREWELL_KEPT)


@shared_task(name="privacy.look")
def look():
    """J4: write down what is over its time, and tell people whose accounts will be closed."""
    idling.tell()
    retaining.look()


@shared_task(name=retaining.GO_ON, soft_time_limit=540, time_limit=600)
def go_on():
    """Erase and remove what two people agreed to; a fault in the one holds up not the other."""
    try:
        working.go_on()
    finally:
        retaining.go_on()
