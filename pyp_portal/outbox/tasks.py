"""Deliver: one message on demand, all that wait by the timetable."""

from celery import shared_task

from pyp_portal.outbox import delivery


@shared_task(name="outbox.deliver")
def deliver(message_id):
    """Send one message. Running it again is harmless: its claim succeeds once."""
    delivery.deliver(message_id)


@shared_task(name="outbox.deliver_waiting")
def deliver_waiting():
    """Take back what dead workers held, then send what is due."""
    delivery.sweep()
    delivery.deliver_due()
