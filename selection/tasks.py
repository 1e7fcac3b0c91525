"""The jobs of this room, on the portal's timetable."""

from celery import shared_task

from selection import services


@shared_task(name="selection.remind_members")
def remind_members():
    services.remind_members()


@shared_task(name="selection.release_reserve")
def release_reserve():
    services.release_reserve()
