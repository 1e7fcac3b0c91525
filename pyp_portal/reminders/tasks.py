"""What the timetable asks: send what a rule has due, and plan what is to come."""

from celery import shared_task

from pyp_portal.reminders import forecasting, planning, sending
from pyp_portal.reminders.rules import rules


@shared_task(name="reminders.send")
def send(code):
    """The letters of one rule that are due."""
    sending.send(rules()[code])


@shared_task(name="reminders.plan")
def plan():
    """What will be sent within fourteen days, and for which of it somebody has to say yes."""
    planning.plan()
    forecasting.ask_ahead()
