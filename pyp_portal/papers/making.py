"""How a paper gets its PDF: claimed by one worker, kept alive while made, kept or noted as failed.

The row is the truth and the broker only a doorbell: a worker may die at any line here,
and the sweep finds the row again when its lease has run out.
"""

import hashlib
from contextlib import contextmanager
from threading import Event, Thread

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections

from pyp_portal import clock
from pyp_portal.papers.models import MAX_ATTEMPTS, Paper, State

HEARTBEAT = 30  # seconds between two signs of life
SWEEP = 20  # papers one sweep rings for
DIED = "The worker stopped each time while making this paper."


def take(paper_id):
    """The paper, if it is ours to make; None when it is made, held by another, or gone."""
    paper = Paper.objects.filter(pk=paper_id).first()
    if paper is None:
        return None
    leftover = paper.claim and file_name(paper)
    if not paper.take():
        return None
    if leftover:
        default_storage.delete(leftover)
    return paper


def file_name(paper):
    """Where the PDF of this attempt is stored: no two attempts share a name."""
    return f"papers/{paper.issued_at:%Y}/{paper.uid}-{paper.claim.hex[:8]}.pdf"


@contextmanager
def attempt(paper):
    """Hold the paper while it is made; a failure is noted on it and raised again."""
    try:
        with kept_alive(paper):
            yield
    except BaseException as error:
        note_failure(paper, error)
        raise


@contextmanager
def kept_alive(paper):
    """Renew the lease from beside while the paper is made."""
    done = Event()
    thread = Thread(target=_renew, args=(paper, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renew(paper, done):
    while not done.wait(HEARTBEAT):
        paper.mine().update(claimed_at=clock.now())
        connections.close_all()


def keep(paper, pdf, pages):
    """Store the PDF and its hash, if the paper is still ours; True when it was."""
    name = default_storage.save(file_name(paper), ContentFile(pdf))
    is_kept = paper.mine().update(
        state=State.MADE,
        file=name,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pages=pages,
        made_at=clock.now(),
        claimed_at=None,
        error="",
    )
    if not is_kept:
        default_storage.delete(name)
    return bool(is_kept)


def note_failure(paper, error):
    """Let go of the paper, for the sweep to try again or, after the last attempt, for a person."""
    attempts = paper.mine().values_list("attempts", flat=True).first() or 0
    state = State.FAILED if attempts >= MAX_ATTEMPTS else State.QUEUED
    words = f"{type(error).__name__}: {error}"[:500]
    paper.mine().update(state=state, claimed_at=None, error=words)


def give_up():
    """Papers whose worker died at every attempt are shown as failed; how many there were."""
    return Paper.objects.given_up().update(state=State.FAILED, claimed_at=None, error=DIED)


def waiting():
    """The papers a sweep rings for, the oldest first."""
    papers = Paper.objects.waiting().order_by("issued_at", "pk")
    return papers.values_list("pk", flat=True)[:SWEEP]
