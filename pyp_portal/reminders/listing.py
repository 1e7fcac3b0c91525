"""The reminders that a person may see, by day and rule, and how many each day and rule has."""

from collections import defaultdict

from django.conf import settings
from django.utils.module_loading import import_string

from pyp_portal import clock, rooms
from pyp_portal.reminders.models import Halt, Reminder
from pyp_portal.reminders.rules import rules

COMING, HELD, SENT, ENDED = "coming", "held", "sent", "ended"
VIEWS = (COMING, HELD, SENT, ENDED)
ORDERS = {COMING: ["at", "rule", "pk"], HELD: ["at", "rule", "pk"]}


def seen_by(user):
    """All but those about proposals that are closed to this person."""
    closed = import_string(rooms.CLOSED_TO)
    return Reminder.objects.outside(closed(user))


def narrowed(rows, asked):
    """The rows of one view, perhaps of one rule."""
    chosen = {
        COMING: rows.coming,
        HELD: rows.held,
        SENT: rows.told,
        ENDED: rows.ended,
    }[asked["view"]]()
    return chosen.filter(rule=asked["rule"]) if asked["rule"] else chosen


def order_of(view):
    """What is to come by its moment; what is over the latest first."""
    return ORDERS.get(view) or (["-told_at", "-pk"] if view == SENT else ["-ended_at", "-pk"])


def days(user):
    """The days to come: for each rule how many reminders, to how many addresses, and its halt.

    Three statements, however many there are.
    """
    found, addresses = counted(seen_by(user).coming())
    halts = {(one.day, one.rule): one for one in Halt.objects.filter(day__gte=clock.today())}
    return [
        Day(day, rule, count, len(addresses[day, rule]), halts.get((day, rule)))
        for (day, rule), count in found.items()
    ]


def counted(rows):
    """({(day, rule): how many}, {(day, rule): to which addresses}), by day; one statement."""
    found, addresses = defaultdict(int), defaultdict(set)
    rows = rows.order_by("at", "rule", "pk").values_list("rule", "at", "people")
    for rule, at, people in rows.iterator(chunk_size=2000):
        key = (clock.localdate(at), rule)
        found[key] += 1
        addresses[key].update(address for _name, address in people)
    return found, addresses


class Day:
    """What one rule will send on one day."""

    def __init__(self, day, rule, count, people, halt):
        self.day, self.code, self.count = day, rule, count
        self.halt = halt
        self.people = max(people, halt.people if halt else 0)
        self.name = rules()[rule].name if rule in rules() else rule

    @property
    def needs_a_yes(self):
        """More people than may be written to without anybody looking."""
        allowed = self.halt.allowed if self.halt else 0
        return self.people > max(settings.REMINDERS_AT_ONCE, allowed)

    @property
    def is_allowed(self):
        return self.halt is not None and not self.halt.is_waiting
