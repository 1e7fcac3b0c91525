"""What the timetable asks of the desks."""

from celery import shared_task

from pyp_portal.desk import mornings


@shared_task(name="desk.send_mornings")
def send_mornings():
    """The mail of the morning for those who are no officers; once each, however often it runs."""
    mornings.send_to_others()
