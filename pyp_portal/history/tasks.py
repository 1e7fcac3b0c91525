"""The daily anchor."""

from celery import shared_task

from pyp_portal.history import services


@shared_task(name="history.anchor")
def anchor():
    services.lay_anchor()
