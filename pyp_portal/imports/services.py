"""Send a file, enter what it lists, undo it, drop it: each by one person, each with a trace."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pyp_portal import clock, doorbell
from pyp_portal.accounts.models import User
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.history.services import record
from pyp_portal.imports import tasks
from pyp_portal.imports.models import Import, State
from pyp_portal.imports.reading import content_of

MOST_AT_ONCE = 3  # files of one person that a worker is at (S35)


@transaction.atomic
def send(kind, uploaded, *, by):
    """Keep a file until it is checked; ValidationError with a sentence where it is none."""
    content = content_of(uploaded)
    User.objects.select_for_update().get(pk=by.pk)  # one file at a time
    if Import.objects.hopeful().filter(asked_by=by).count() >= MOST_AT_ONCE:
        raise ValidationError(_("Several of your files are still at work. Wait for them first."))
    now = clock.now()
    made = Import.objects.create(
        kind=kind,
        name=uploaded.name[-200:],
        language=translation.get_language(),
        content=content,
        asked_by=by,
        asked_at=now,
        touched_at=now,
    )
    record(made, "sent", by=by, kind=made.kind)
    doorbell.ring(tasks.work, made.pk)
    return made


def enter(found, *, by):
    """Enter all that was checked; the second of two people is told who was first."""
    return _set_going(found, State.ENTERING, "begun", by=by, fits=found_ready)


def undo(found, *, by, reason):
    """Take out all of it again, while nothing depends on any entry."""
    return _set_going(found, State.UNDOING, "undo asked", by=by, fits=found_entered, reason=reason)


@transaction.atomic
def drop(found, *, by, reason):
    """Enter nothing of a list that was checked."""
    held = _locked(found, found_ready)
    held.state, held.rows = State.DROPPED, []
    held.save()
    record(held, "dropped", by=by, reason=reason)
    return held


def found_ready(held):
    return held.is_ready


def found_entered(held):
    return held.may_be_undone


@transaction.atomic
def _set_going(found, state, verb, *, by, fits, reason=""):
    held = _locked(found, fits)
    held.state, held.acted_by, held.note = state, by, ""
    held.attempts, held.touched_at = 0, clock.now()
    held.save()
    record(held, verb, by=by, reason=reason)
    doorbell.ring(tasks.work, held.pk)
    return held


def _locked(found, fits):
    held = Import.objects.select_for_update().get(pk=found.pk)
    if not fits(held):
        raise Refused(who_was_first(held))
    return held
