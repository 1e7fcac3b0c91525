"""What the timetable asks of room 1."""

from celery import shared_task

from proposals import services


@shared_task(name="proposals.remind_drafts")
def remind_drafts():
    """R1 and R2."""
    services.remind_drafts()


@shared_task(name="proposals.expire_drafts")
def expire_drafts():
    """T04."""
    services.expire_drafts()


@shared_task(name="proposals.lapse_revisions")
def lapse_revisions():
    """T08."""
    services.lapse_revisions()
