"""The jobs of this room, on the portal's timetable."""

from celery import shared_task

from cohorts import services


@shared_task(name="cohorts.remind_reports")
def remind_reports():
    services.remind_reports()


@shared_task(name="cohorts.start_follow_ups")
def start_follow_ups():
    services.start_due_follow_ups()
