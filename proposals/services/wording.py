"""Write the next version of the form, publish it, give it to a call."""

from copy import deepcopy

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import Call, FormVersion
from proposals.questions.checking import differences, faults
from pyp_portal import clock
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import record


class FormRefused(MoveRefused):
    """What may not be done with a version of the form now."""


@transaction.atomic
def begin_version(by):
    """A copy of the newest version, to be written; there is one at a time."""
    newest = FormVersion.objects.order_by("number").last()
    if newest.published_at is None:
        text = _("Version %(number)d is being written already.")
        raise FormRefused(text % {"number": newest.number})
    try:
        with transaction.atomic():
            version = FormVersion.objects.create(
                number=newest.number + 1,
                words=newest.words,
                based_on=newest,
                begun_at=clock.now(),
                begun_by=by,
            )
    except IntegrityError:
        raise FormRefused(_("Somebody else has just begun the next version.")) from None
    record(version, "form_begun", by=by, based_on=newest.number)
    return version


@transaction.atomic
def write_step(version, step, words, questions, by, *, seen=None):
    """Keep the words of one step and of its questions (by key); returns the fresh version.

    ``seen`` is when the page's version had last been changed: an older page is refused.
    """
    fresh = lock_unpublished(version, seen)
    before = deepcopy(fresh.words)
    fresh.words["steps"][step - 1] |= words
    fresh.words["questions"] |= questions
    return note_written(fresh, before, by, step=step)


@transaction.atomic
def write_lists(version, lists, checks, by, *, seen=None):
    """Keep the words of lists (by name and value) and of the checklist; the values are code.

    ``seen`` is as for ``write_step``; returns the fresh version.
    """
    fresh = lock_unpublished(version, seen)
    before = deepcopy(fresh.words)
    for name, rows in fresh.words["lists"].items():
        for row in rows:
            row |= lists.get(name, {}).get(row["value"], {})
    for item, row in fresh.words["checks"].items():
        row |= checks.get(item, {})
    return note_written(fresh, before, by)


def note_written(version, before, by, **where):
    """Save the words of a locked version; the history says which have changed."""
    version.edited_at = clock.now()
    version.save(update_fields=["words", "edited_at"])
    found = differences(before, version.words)
    places = [(d.code or ("" if d.step else d.label), d.part) for d in found]
    changed = [" ".join(filter(None, place)) for place in places]
    record(version, "form_written", by=by, **where, changed=changed)
    return version


def stamp(version):
    """When a version was last changed, as a page remembers it."""
    return version.edited_at.isoformat() if version.edited_at else ""


def lock_unpublished(version, seen=None):
    """The version with its row locked; what has been published never changes.

    Refused also where the page had ``seen`` an older one.
    """
    fresh = FormVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if fresh.published_at is not None:
        raise FormRefused(_("This version is published and never changes again."))
    if seen is not None and seen != stamp(fresh):
        raise StaleVersion(_("Somebody else has changed this version. Save again to keep yours."))
    return fresh


@transaction.atomic
def publish_version(version, by):
    """From now on a call may take it, and it never changes; refused while it has a fault."""
    fresh = lock_unpublished(version)
    if found := faults(fresh.words):
        raise FormRefused(" ".join(fault.text for fault in found))
    fresh.published_at, fresh.published_by = clock.now(), by
    fresh.save(update_fields=["published_at", "published_by"])
    record(fresh, "form_published", by=by)
    return fresh


@transaction.atomic
def discard_version(version, by):
    """Throw away a version that was never published; the one before keeps the trace."""
    fresh = lock_unpublished(version)
    record(fresh.based_on, "form_discarded", by=by, number=fresh.number)
    fresh.delete()


@transaction.atomic
def give_form(version, call, by):
    """Let a call ask by a version: until it opens, and until somebody has begun to write."""
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if version.published_at is None:
        raise FormRefused(_("Publish the version first."))
    if call.opens_at <= clock.now():
        raise FormRefused(_("This call has opened: its form does not change any more."))
    if call.proposals.exists():
        raise FormRefused(_("Somebody has begun to write: the form does not change any more."))
    before = call.form.number
    call.form_version = version
    call.save(update_fields=["form_version"])
    renew_copies()
    record(call, "form_given", by=by, before=before, after=version.number)
    record(version, "form_given", by=by, call=call.fiscal_year)
    return call
