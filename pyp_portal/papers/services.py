"""What is done with papers: issue, draft, hand out, make again."""

import hashlib
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.http import FileResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from kombu.exceptions import OperationalError

from pyp_portal import clock, doorbell, thai
from pyp_portal.evening import standing
from pyp_portal.history import services as history
from pyp_portal.papers import editions
from pyp_portal.papers.models import Office, Paper, Register, State
from pyp_portal.papers.rehearsing import rehearsal

_quiet = ContextVar("quiet", default=False)
_corrected = ContextVar("corrected", default=None)


@transaction.atomic
def issue(kind, record, *, template, context, title, by=None, key=""):
    """Give out an official paper: its number and content are fixed now, its PDF follows.

    With a ``key``, issuing again returns the paper that holds it and makes nothing; a paper
    that is corrected hands its key on to the new one (``correcting``). While words are tried
    it is a draft of the person who tries them.
    """
    if tried := rehearsal():
        return draft(kind, record, template=template, context=context, title=title, by=tried.by)
    now = clock.now()
    register = open_register(kind, thai.fiscal_year(now))
    replaced, reason = _corrected.get() or (None, "")
    holder = Paper.objects.filter(key=key).first() if key else None
    if holder and holder != replaced:
        return holder
    paper = _about(record, kind=kind, title=title, issued_by=by, issued_at=now, key=key)
    paper.number = register.take_next()
    if replaced:
        _take_the_place_of(replaced, paper, reason)
    return _freeze(paper, template, context)


@contextmanager
def correcting(paper, reason):
    """What is issued in here is a new version of this paper, which keeps standing as replaced."""
    token = _corrected.set((paper, reason))
    try:
        yield
    finally:
        _corrected.reset(token)


def _take_the_place_of(old, paper, reason):
    """Name in the new version the one it corrects; that one keeps all but its key."""
    paper.corrects, paper.version, paper.reason = old, old.version + 1, reason
    old.key, old.replaced_at = "", paper.issued_at
    old.save(update_fields=["key", "replaced_at"])


@transaction.atomic
def draft(kind, record, *, template, context, title, by, is_sample=False):
    """Make a draft for one person, in place of that person's draft before it.

    A sample says across every page that it is no official document.
    """
    paper = _about(record, kind=kind, title=title, issued_by=by, issued_at=clock.now())
    paper.is_draft, paper.is_sample = True, paper.is_sample or is_sample
    for old in Paper.objects.drafts_like(paper):
        discard(old)
    return _freeze(paper, template, context)


def open_register(kind, year):
    """The register of a kind and year, its row held until commit so that numbers have no gaps."""
    Register.objects.get_or_create(year=year, kind=kind)
    return Register.objects.select_for_update().get(year=year, kind=kind)


def _about(record, **fields):
    return Paper(
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        is_sample=settings.DEMO,
        **fields,
    )


def _freeze(paper, template, context):
    """Keep the document's content and its hash in the row, and have the PDF made after commit."""
    issuer = Office.objects.standing()
    with translation.override("th"):
        paper.html = render_to_string(template, {"issuer": issuer, **context, "paper": paper})
    paper.template_version = editions.of(template)
    paper.wording = context["wording"].version if "wording" in context else None
    paper.content_sha256 = hashlib.sha256(paper.html.encode()).hexdigest()
    paper.save()
    if not _quiet.get():
        transaction.on_commit(lambda: ring(paper), robust=True)
    return paper


def discard(paper):
    """Throw a draft away, with its file once that is sure."""
    storage, name = paper.file.storage, paper.file.name
    paper.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)


def ring(job):
    """Tell a worker that a job waits. A lost ring is harmless: the sweep finds the row.

    By name, so that the web need not load the PDF library that papers stand on.
    """
    if not current_app.conf.task_always_eager:  # there is a worker to hear it
        doorbell.ask(current_app.signature(job.task), [job.pk])


@contextmanager
def quietly():
    """Issue many papers without ringing for each: the sweep makes them in its own time."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def serve(paper):
    """The PDF as a download. The caller has checked that this person may have it."""
    return download(paper, "application/pdf")


def download(job, content_type):
    """What was made, as a private download that runs nowhere."""
    response = FileResponse(
        job.file.open("rb"),
        as_attachment=True,
        filename=job.filename,
        content_type=content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def deliver(request, paper):
    """Answer a (guarded) request for a paper: the PDF, or a page that says where it is.

    Opening a paper that waits rings for it and changes nothing, so a paper that is made on
    demand is made now. While the broker is down the page asks again and rings again; while
    papers rest it says so, and the paper is made afterwards. One whose time is over says that.
    """
    if paper.emptying:
        return render(request, "papers/emptied.html", {"paper": paper}, status=410)
    if paper.is_ready:
        return serve(paper)
    is_resting = standing.is_on()
    is_coming = not (paper.has_failed or is_resting)
    if is_coming:
        with suppress(OperationalError, OSError):
            ring(paper)
    context = {"paper": paper, "is_resting": is_resting}
    response = render(request, "papers/waiting.html", context, status=202)
    if is_coming:
        response["Refresh"] = "4"
    return response


@transaction.atomic
def retry(paper, *, by):
    """Have a paper made again that failed three times; True when it had failed."""
    failed = Paper.objects.unemptied().filter(pk=paper.pk, state=State.FAILED)
    is_again = failed.update(state=State.QUEUED, attempts=0, claimed_at=None, error="")
    if is_again:
        history.record(paper, "tried again", by=by)
        transaction.on_commit(lambda: ring(paper), robust=True)
    return bool(is_again)
