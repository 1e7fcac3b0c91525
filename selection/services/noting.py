"""A member's own notes about a proposal: seen by nobody else, deleted once the year is over."""

from datetime import timedelta

from django.db import transaction

from proposals.stamps import Sight, Stamp, Verdict, verdict
from pyp_portal import clock, thai
from selection.models import Announcement, PrivateNote

NOTE_MAX = 10_000
KEPT_AFTER = timedelta(days=90)  # after the last results of the year (section 8.1)


def note_of(user, proposal):
    """The note of this person about this proposal, or None."""
    return PrivateNote.objects.of(user).filter(proposal=proposal).first()


@transaction.atomic
def keep_note(proposal, user, text, sight=None):
    """Keep a note; what another window has saved since and was not seen here stays below it.

    Two texts of one's own note are never a choice: the newer stands above the older.
    """
    sight, text = sight or Sight(), thai.normalise(text or "")[:NOTE_MAX]
    note = _held(proposal, user)
    stamp = Stamp.of(note.stamp)
    found = verdict("note", text, note.text, stamp, sight, user)
    if found == Verdict.WRITE:
        _write(note, text, user, sight)
    elif found == Verdict.CLASH and text not in note.text:
        _write(note, _joined(text, note.text), user, Sight())
    return note


@transaction.atomic
def jot(proposal, user, text):
    """Add a text that was not chosen for a sheet to the note, so that no word is lost."""
    if not isinstance(text, str) or not text.strip():
        return
    note = _held(proposal, user)
    if text not in note.text:
        _write(note, _joined(note.text, text), user, Sight())


def _held(proposal, user):
    PrivateNote.objects.get_or_create(
        user=user, proposal=proposal, defaults={"saved_at": clock.now()}
    )
    return PrivateNote.objects.select_for_update().get(user=user, proposal=proposal)


def _joined(first, second):
    return "\n\n".join(part for part in (first, second) if part)[:NOTE_MAX]


def _write(note, text, user, sight):
    note.text, note.saved_at = text, clock.now()
    note.version += 1
    at = note.saved_at.isoformat()
    note.stamp = Stamp(note.version, user.pk, sight.tab, sight.turn, at).kept()
    note.save()


def sweep_notes():
    """Delete the notes of years whose last results came out long enough ago; how many."""
    early = clock.now() - KEPT_AFTER
    released = Announcement.objects.filter(released_at__isnull=False)
    recent = released.filter(released_at__gt=early).values("plan__call")
    over = released.filter(released_at__lte=early).values("plan__call")
    old = PrivateNote.objects.filter(proposal__call__in=over, saved_at__lte=early)
    return old.exclude(proposal__call__in=recent).delete()[0]
