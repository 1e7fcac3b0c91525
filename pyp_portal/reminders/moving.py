"""A hold is meant for the thing: where its due day moves, it goes along, and its holder is told.

Else what an officer held back would reach people after all, because somebody gave more time.
Where the day is part of a reminder's key, the moved one is another row, to which the hold goes;
else it is the same row, on which it stays.
"""

from django.db import transaction
from django.db.models import F

from pyp_portal.history.services import record
from pyp_portal.reminders.models import Reminder

FREE = {"held_by": None, "held_at": None, "held_because": "", "moved_from": None}


def carry(rule, keys):
    """Hold back those of these new reminders that were held for an earlier due day.

    That is a step about the same thing that came to its end before its moment, while it was held.
    """
    held = Reminder.objects.ended().filter(rule=rule.code, told_at=None, ended_at__lt=F("at"))
    known = {(old.thing, old.step): old for old in held.exclude(held_at=None)}
    if not known:
        return
    for row in Reminder.objects.coming().filter(rule=rule.code, key__in=keys):
        old = known.get((row.thing, row.step))
        if old and old.due_at != row.due_at:
            hold_along(old, row)


@transaction.atomic
def hold_along(old, row):
    """The hold of one reminder stands on another from now on; its holder looks at it once more."""
    hold = {"held_by": old.held_by, "held_at": old.held_at, "held_because": old.held_because}
    if Reminder.objects.coming().filter(pk=row.pk).update(**hold, moved_from=old.due_at):
        Reminder.objects.filter(pk=old.pk).update(**FREE)
        record(row, "held along", before=old.due_at, after=row.due_at, key=row.key)


@transaction.atomic
def stay(row, due_at):
    """The day of a reminder that is held back moves: its holder looks at it once more."""
    if Reminder.objects.held().filter(pk=row.pk, due_at=row.due_at).update(moved_from=row.due_at):
        record(row, "held along", before=row.due_at, after=due_at, key=row.key)
