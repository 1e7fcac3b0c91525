"""Enter a breach, note who was told of it, close it: each once, with the moment and the words."""

from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.history.services import record
from pyp_portal.privacy.models import Breach


@transaction.atomic
def enter(by, **facts):
    """A breach, from the moment at which the office came to know of it."""
    made = Breach.objects.create(entered_by=by, entered_at=clock.now(), **facts)
    record(made, "entered", by=by, risk=made.risk, found_at=made.found_at)
    return made


@transaction.atomic
def assess(breach, *, by, risk, people, words):
    """Weigh the risk anew, with a reason, while it is open; what it was stays in its history."""
    held = Breach.objects.select_for_update().get(pk=breach.pk)
    if held.closed_at:
        raise Refused(who_was_first(held, "closed"))
    before, held.risk, held.people = held.risk, risk, people
    held.save(update_fields=["risk", "people"])
    record(held, "assessed", by=by, before=before, after=risk, reason=words, people=people)
    return held


@transaction.atomic
def report(breach, *, by, at, words):
    """Note that the Committee was told; after the seventy-two hours the words say why so late."""
    held = _held(breach, "reported", held_at="reported_at")
    held.reported_at, held.reported_how = at, words
    return _keep(held, "reported", by, "reported_at", "reported_how", is_late=at > held.due_at)


@transaction.atomic
def tell_people(breach, *, by, at, words):
    """Note that the people concerned were told, and how."""
    held = _held(breach, "people told", held_at="people_told_at")
    held.people_told_at, held.people_told_how = at, words
    return _keep(held, "people told", by, "people_told_at", "people_told_how")


@transaction.atomic
def close(breach, *, by, words):
    """Close it once everybody was told who must be; Refused before."""
    held = _held(breach, "closed", held_at="closed_at")
    if not held.may_close:
        raise Refused(_("Note first that everybody was told who must be told."))
    held.closed_at, held.closed_by, held.closed_with = clock.now(), by, words
    return _keep(held, "closed", by, "closed_at", "closed_by", "closed_with")


def _held(breach, verb, *, held_at):
    """The row, locked; Refused where this was noted before, or it is closed."""
    held = Breach.objects.select_for_update().get(pk=breach.pk)
    if getattr(held, held_at) or held.closed_at:
        raise Refused(who_was_first(held, verb, "closed"))
    return held


def _keep(held, verb, by, *fields, **facts):
    held.save(update_fields=fields)
    record(held, verb, by=by, **facts)
    return held
