"""Enter a day and take one back; deadlines that fall on a closed day are put off and named."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pyp_portal import clock, doorbell, rooms, thai
from pyp_portal.history.services import record
from pyp_portal.offdays import standing
from pyp_portal.offdays.models import OffDay
from pyp_portal.templatetags.thai import thai_date

PLAN = "reminders.plan"


@dataclass(frozen=True)
class PutOff:
    """A deadline that was put off: of what, where it is seen, from which day to which.

    To the same day: it was announced and stands, and the office decides about it.
    """

    about: str
    url: str
    before: date
    after: date

    def kept(self):
        """As the day keeps it."""
        return {
            "about": self.about,
            "url": self.url,
            "before": self.before.isoformat(),
            "after": self.after.isoformat(),
        }


@transaction.atomic
def enter(day, name_th, source, *, by, is_worked=False):
    """A special holiday, or a holiday of the calendar on which offices work.

    Deadlines that were computed and fall on a day that is closed now are put off to the next
    working day, with a trace at each; none is ever made shorter. Raises ValidationError with
    a sentence where the day was entered before, or is so anyway.
    """
    if sentence := why_not(day, is_worked=is_worked):
        raise ValidationError(sentence)
    made = OffDay(
        day=day,
        is_worked=is_worked,
        name_th=name_th,
        source=source,
        entered_by=by,
        entered_at=clock.now(),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(entered_before(day)) from None
    record(made, "entered", by=by, day=day, is_worked=is_worked)
    _tell_everybody()
    made.moved = [] if is_worked else [one.kept() for one in put_off(made, by)]
    made.save(update_fields=["moved"])
    return made


def why_not(day, *, is_worked):
    """Why a day cannot be entered so; empty when it can."""
    if OffDay.objects.standing().filter(day=day).exists():
        return entered_before(day)
    words = {"day": thai_date(day), "name": thai.day_off_name(day)}
    if is_worked and thai.is_working_day(day):
        return _("%(day)s is a working day already. Nothing was changed.") % words
    if not is_worked and not thai.is_working_day(day):
        return _("%(day)s is a day off already: %(name)s. Nothing was changed.") % words
    return ""


def entered_before(day):
    """Who was first, and as what."""
    first = OffDay.objects.standing().filter(day=day).select_related("entered_by").first()
    words = {"day": thai_date(day), "name": first or "", "who": first and first.entered_by}
    return _("%(day)s was entered before: %(name)s, by %(who)s. Nothing was changed.") % words


def put_off(made, by):
    """What the rooms put off because of this day, by their names in the settings."""
    if made.day < clock.today():
        return []
    verbs = [import_string(name) for name in rooms.DAYS_PUT_OFF]
    return [one for verb in verbs for one in verb(made.day, str(made), by)]


@transaction.atomic
def remove(made, *, by, reason):
    """Take a day back, with a reason; what was put off stays put off. False if it was before."""
    held = OffDay.objects.select_for_update().get(pk=made.pk)
    if held.removed_at:
        return False
    held.removed_at, held.removed_by, held.removed_because = clock.now(), by, reason
    held.save(update_fields=["removed_at", "removed_by", "removed_because"])
    record(held, "removed", by=by, reason=reason, day=held.day)
    _tell_everybody()
    return True


def _tell_everybody():
    """This process counts anew at once, in this transaction too, and after it whatever became.

    What will be sent is planned anew.
    """
    standing.forget()
    transaction.on_commit(standing.forget)
    doorbell.ring_by_name(PLAN)


def days_of(year):
    """(day, name, the row of the office or None) of a year, by day; also what was taken back."""
    entered = OffDay.objects.of_year(year)
    official = [(day, name, None) for day, name in thai.day_names(year).items()]
    return sorted(
        [*official, *((one.day, str(one), one) for one in entered)],
        key=lambda row: (row[0], row[2] is not None),
    )
