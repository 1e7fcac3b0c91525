"""Rules that will reach too many on a day to come: the office is asked before, not that evening."""

from django.conf import settings

from pyp_portal import clock
from pyp_portal.reminders import listing, sending
from pyp_portal.reminders.models import Reminder
from pyp_portal.reminders.rules import rules


def ask_ahead(now=None):
    """Ask for a yes for each rule and day that needs one; how many still wait."""
    now = now or clock.now()
    _found, addresses = listing.counted(Reminder.objects.coming())
    many = {key: len(to) for key, to in addresses.items() if len(to) > settings.REMINDERS_AT_ONCE}
    asked = [
        sending.may_reach(rules()[code], day, people, now)
        for (day, code), people in many.items()
        if code in rules() and rules()[code].is_must
    ]
    return asked.count(False)
