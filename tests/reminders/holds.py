"""Holding back what a rule has planned, and what is held once its day has moved."""

from pyp_portal import clock
from pyp_portal.reminders import holding, planning
from pyp_portal.reminders.models import Reminder

REASON = "หน่วยงานแจ้งแล้วว่าจะทำให้แล้วเสร็จ"


def planned(rule):
    """The reminders of a rule that are to come."""
    planning.plan_rule(rule, clock.now())
    return Reminder.objects.open().filter(rule=rule.code)


def hold_each(rule, by):
    for row in planned(rule):
        holding.hold(row, by=by, reason=REASON)


def held_for(rule):
    """(due day, day for which it was held) of each that is held back, as it is planned now."""
    return [
        (clock.localdate(row.due_at), row.moved_from and clock.localdate(row.moved_from))
        for row in planned(rule).held()
    ]
