"""What reminders ask of the director and the administrators, and of who held one back."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.reminders.models import Halt, Reminder
from pyp_portal.reminders.permissions import can_allow, can_hold
from pyp_portal.templatetags.thai import num
from pyp_portal.todo import MOST, Kind, Todo


def kinds(user):
    """Rules that would write to very many and wait for a yes; holds whose day has moved."""
    found = []
    if can_hold(user):
        held = Reminder.objects.held().filter(held_by=user)
        found.append(Kind(held.exclude(moved_from=None), moved))
    if can_allow(user):
        waiting = Halt.objects.filter(day__gte=clock.today(), allowed__lt=F("people"))
        found.append(Kind(waiting, halted))
    return found


def moved(reminders):
    """One line a reminder that is held back for another day than it was."""
    for one in reminders[:MOST]:
        yield Todo(
            title=_("Its day has moved: still hold this reminder back?"),
            url=one.get_absolute_url(),
            detail=one.about,
            due=one.at,
            tone="wait",
            icon="bell",
        )


def halted(halts):
    """One line a rule and day."""
    for halt in halts:
        yield Todo(
            title=_("Let reminders go to many, or hold them back"),
            url=reverse("reminders:reminders", query={"rule": halt.rule}),
            detail=str(halt.rule_name),
            note=_("%(people)s people") % {"people": num(halt.people)},
            tone="stop",
            icon="bell",
        )
