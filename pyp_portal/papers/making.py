"""How a job gets its file: claimed by one worker, kept alive while made, kept or noted as failed.

The row is the truth and the broker only a doorbell: a worker may die at any line here,
and the sweep finds the row again when its lease has run out.
"""

import hashlib
from contextlib import contextmanager
from threading import Event, Thread

from django.core.files.storage import default_storage
from django.db import connections

from pyp_portal import clock
from pyp_portal.evening import standing
from pyp_portal.papers.jobs import MAX_ATTEMPTS, State
from pyp_portal.papers.limits import TooMuch

HEARTBEAT = 30  # seconds between two signs of life
SWEEP = 20  # jobs of one kind that one sweep rings for
EVERYTHING = 20_000
DIED = "The worker stopped each time while making this."


def take(model, job_id):
    """The job, if it is ours to make; None when it is made, held by another, or gone.

    None too while papers and exports rest: the job waits, and is rung for again afterwards.
    """
    if standing.is_on():
        return None
    job = model.objects.filter(pk=job_id).first()
    if job is None:
        return None
    job.leftover = job.claim and file_name(job)
    return job if job.take() else None


def file_name(job):
    """Where the file of this attempt is stored: no two attempts share a name."""
    return f"{job.folder}/{job.uid}-{job.claim.hex[:8]}.{job.extension}"


@contextmanager
def attempt(job):
    """Hold the job while it is made; a failure is noted on it and raised again.

    First goes what an attempt before this one left behind.
    """
    try:
        with kept_alive(job):
            if job.leftover:
                default_storage.delete(job.leftover)
            yield
    except BaseException as error:
        note_failure(job, error)
        raise


@contextmanager
def kept_alive(job):
    """Renew the lease from beside while the file is made."""
    done = Event()
    thread = Thread(target=_renew, args=(job, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renew(job, done):
    while not done.wait(HEARTBEAT):
        job.mine().update(claimed_at=clock.now())
        connections.close_all()


def keep(job, content, same=None, **facts):
    """Store the file and its hash, if the job is still ours; True when it was.

    ``same(digest)`` finds a job whose file holds the very same: that file is its file then.
    """
    digest = digest_of(content)
    found = same and same(digest)
    if found:
        facts["same_as"] = found
    name = found.file.name if found else default_storage.save(file_name(job), content)
    is_kept = job.mine().update(
        state=State.MADE,
        file=name,
        sha256=digest,
        made_at=clock.now(),
        claimed_at=None,
        error="",
        **facts,
    )
    if not is_kept and not found:
        default_storage.delete(name)
    return bool(is_kept)


def settle(job, **facts):
    """Note a job without a file as made, with what came of it; False where it is ours no more."""
    now = {"made_at": clock.now(), "claimed_at": None, "error": ""}
    return bool(job.mine().update(state=State.MADE, **now, **facts))


def stop(jobs, **facts):
    """Note these jobs as failed, whatever was tried: they are not made again unasked."""
    return jobs.update(state=State.FAILED, claimed_at=None, **facts)


def digest_of(content):
    """The SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    for piece in content.chunks():
        digest.update(piece)
    return digest.hexdigest()


def note_failure(job, error):
    """Let go of the job, for the sweep to try again or, after the last attempt, for a person.

    What was too much for one worker is too much for the next: that goes to a person at once.
    """
    attempts = job.mine().values_list("attempts", flat=True).first() or 0
    is_over = attempts >= MAX_ATTEMPTS or isinstance(error, TooMuch)
    state = State.FAILED if is_over else State.QUEUED
    words = f"{type(error).__name__}: {error}"[:500]
    job.mine().update(state=state, claimed_at=None, error=words)


def give_up(model):
    """Jobs whose worker died at every attempt are shown as failed; how many there were."""
    return model.objects.given_up().update(state=State.FAILED, claimed_at=None, error=DIED)


def due(model, most=SWEEP):
    """The jobs a sweep rings for, the oldest first."""
    return model.objects.due().order_by("pk")[:most]
