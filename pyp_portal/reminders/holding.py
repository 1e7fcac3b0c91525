"""Hold a reminder back, let it go again, say yes to a rule that would write to very many."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.reminders.models import Halt, Reminder
from pyp_portal.reminders.rules import rules
from pyp_portal.templatetags.thai import num, thai_datetime

HOLD = ["held_by", "held_at", "held_because", "moved_from"]


@transaction.atomic
def hold(reminder, *, by, reason):
    """Not to be sent until somebody lets it go; the job finds it held, or has been quicker.

    Where its day has moved since, it is held anew for the new day. Raises ValidationError with
    a sentence where it was sent, held or became needless before.
    """
    row = Reminder.objects.select_for_update().get(pk=reminder.pk)
    refuse_settled(row)
    if row.is_held and not row.moved_from:
        raise ValidationError(
            _("%(who)s held it back at %(when)s. Nothing was changed.")
            % {"who": row.held_by, "when": thai_datetime(row.held_at)}
        )
    row.held_by, row.held_at, row.held_because, row.moved_from = by, clock.now(), reason, None
    row.save(update_fields=HOLD)
    record(row, "held back", by=by, reason=reason, key=row.key)
    return row


@transaction.atomic
def let_go(reminder, *, by):
    """It is sent when it is due; at once where that has passed and no later step has come."""
    row = Reminder.objects.select_for_update().get(pk=reminder.pk)
    refuse_settled(row)
    if not row.is_held:
        raise ValidationError(_("It was let go before. Nothing was changed."))
    row.held_by, row.held_at, row.held_because, row.moved_from = None, None, "", None
    row.save(update_fields=HOLD)
    record(row, "let go", by=by, key=row.key)
    return row


def refuse_settled(row):
    """Refuse where nothing can be held or let go any more."""
    if row.told_at:
        raise ValidationError(
            _("It was sent at %(when)s and can no longer be held back.")
            % {"when": thai_datetime(row.told_at)}
        )
    if row.ended_at:
        raise ValidationError(_("It is no longer needed and will not be sent."))


@transaction.atomic
def allow(code, day, people, *, by):
    """Say yes: this rule may write to so many people on this day, and to no more.

    It may be said before the day comes. Raises ValidationError with a sentence where it has
    become more people since, or where nobody needs to say it.
    """
    if code not in rules() or day < clock.today():
        raise ValidationError(_("Nothing waits for a yes here."))
    if people <= settings.REMINDERS_AT_ONCE:
        raise ValidationError(
            _("A rule that writes to at most %(most)s people needs no yes.")
            % {"most": num(settings.REMINDERS_AT_ONCE)}
        )
    defaults = {"people": people, "stopped_at": clock.now()}
    halt, _is_new = Halt.objects.select_for_update().get_or_create(
        rule=code, day=day, defaults=defaults
    )
    if people < halt.people:
        raise ValidationError(
            _("Meanwhile it would write to %(people)s people. Look once more.")
            % {"people": num(halt.people)}
        )
    halt.allowed, halt.allowed_by, halt.allowed_at = people, by, clock.now()
    halt.people = people
    halt.save()
    record(halt, "allowed", by=by, rule=code, day=day, people=people)
    return halt
