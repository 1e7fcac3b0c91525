"""Whose file is made next: one of each person at a time, so that many do not wait for one.

A worker is asked for a person's next file when the one before it has ended. A ring that is
lost is harmless: the sweep rings for the next of everybody.
"""

from contextlib import suppress

from kombu.exceptions import OperationalError

from pyp_portal.papers.models import Export
from pyp_portal.papers.services import ring


def ring_if_next(export):
    """Ask a worker for a new file, if its person waits for no other."""
    if Export.objects.in_turn().filter(pk=export.pk).exists():
        ring(export)


def ring_next(person, but=None):
    """Ask a worker for what this person waits for next.

    ``but`` has just been tried: the sweep comes back to it in a minute.
    """
    waiting = Export.objects.in_turn().filter(asked_by=person)
    following = waiting.exclude(pk=but.pk if but else None).first()
    if following:
        with suppress(OperationalError, OSError):
            ring(following)
