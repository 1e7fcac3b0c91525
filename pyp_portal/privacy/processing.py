"""Keep the record of processing activities (section 39): begin one, write it, end it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.history.services import record
from pyp_portal.privacy.models import Processing

CODE = "RP-{:02}"


def begin(by, title_th):
    """An activity with its name alone; ValidationError where two began one at the same moment."""
    number = Processing.objects.count() + 1  # none is ever deleted
    try:
        with transaction.atomic():
            made = Processing.objects.create(
                code=CODE.format(number), title_th=title_th, written_by=by, written_at=clock.now()
            )
            record(made, "begun", by=by, code=made.code)
            return made
    except IntegrityError:
        raise ValidationError(
            _("Somebody else entered an activity at the same moment. Enter it once more.")
        ) from None


@transaction.atomic
def write(one, *, by, version, **words):
    """Keep the words of an activity; what they were stays in its history.

    Raises Refused where it has ended, ValidationError where somebody wrote meanwhile.
    """
    held = _held(one, version)
    before = {name: getattr(held, name) for name, value in words.items()}
    changed = {name: value for name, value in before.items() if value != words[name]}
    for name, value in words.items():
        setattr(held, name, value)
    record(held, "written", by=by, before_words=changed)
    return _saved(held, by)


@transaction.atomic
def end(one, *, by, version):
    """The office does this no more; it stays in the record."""
    held = _held(one, version)
    held.ended_at = clock.now()
    record(held, "ended", by=by)
    return _saved(held, by)


def _held(one, version):
    """The activity, locked, as its page showed it."""
    held = Processing.objects.select_for_update().get(pk=one.pk)
    if held.ended_at:
        raise Refused(who_was_first(held, "ended"))
    if held.version != version:
        raise ValidationError(
            _("Somebody else wrote about this activity meanwhile. Look at it once more.")
        )
    return held


def _saved(held, by):
    held.version += 1
    held.written_by, held.written_at = by, clock.now()
    held.save()
    return held
