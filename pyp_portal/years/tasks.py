"""What the timetable asks of the years."""

from celery import shared_task

from pyp_portal.years import counting


@shared_task(name="years.count")
def count():
    """How many settings of the years to come are left."""
    counting.count_ahead()
