"""What reminders ask of the director and the administrators."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.reminders.models import Halt
from pyp_portal.reminders.permissions import can_allow
from pyp_portal.templatetags.thai import num
from pyp_portal.todo import Kind, Todo


def kinds(user):
    """Rules that would write to very many and wait for a yes."""
    if not can_allow(user):
        return []
    waiting = Halt.objects.filter(day__gte=clock.today(), allowed__lt=F("people"))
    return [Kind(waiting, halted)]


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
