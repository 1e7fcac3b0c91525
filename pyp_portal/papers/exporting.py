"""Exports: somebody asks for a list as a file, a worker writes it, who asked fetches it.

Each room has a task for each of its lists: ``make(export_id, table)``, where ``table`` finds
the rows as the asker may see them at that moment; and a view that hands the file out.
What is bound to one PDF to read goes the same way: ``bind(export_id, book)``.
"""

from collections.abc import Callable, Iterable
from contextlib import closing
from tempfile import TemporaryFile
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.history import services as history
from pyp_portal.papers import hourly, making, pieces, tables, telling, turns
from pyp_portal.papers.jobs import State
from pyp_portal.papers.models import Export
from pyp_portal.papers.services import download

MOST_WAITING = 5  # of one person (S35)
WRITERS = {
    Export.Format.XLSX: tables.write_xlsx,
    Export.Format.CSV: tables.write_csv,
}
CONTENT_TYPES = {
    Export.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.Format.CSV: "text/csv; charset=utf-8",
    Export.Format.PDF: "application/pdf",
    Export.Format.ZIP: "application/zip",
}


class Cancelled(Exception):
    """The job is no longer ours: cancelled by who asked, or taken over by another worker."""


class Book(NamedTuple):
    """What is bound to one PDF: ``write(file)`` yields after each part that is in it."""

    write: Callable
    total: int
    standing: str


class Table(NamedTuple):
    """What an export holds, and the room's word for what the asker could see just then.

    A long list has ``pages(mark)``: (mark, rows) of each of its pages behind a mark, so that
    a worker goes on where another died; ``rows`` are those of all pages.
    """

    headers: list
    rows: Iterable
    total: int
    standing: str
    pages: Callable | None = None


def order(request, kind, *, back, **wanted):
    """Answer the button "export": the page of the export, or ``back`` with why not now."""
    try:
        return redirect(ask(kind, by=request.user, **wanted))
    except ValidationError as refused:
        messages.error(request, refused.message)
        return redirect(back)


def order_again(request, export):
    """The same list as it is now."""
    wanted = {"title": export.title, "note": export.note, "formats": (export.format,)}
    return order(request, export.kind, back=export, **wanted, **export.parameters)


@transaction.atomic
def ask(kind, *, by, title, note="", format="", formats=tuple(WRITERS), **parameters):
    """Note that a person wants a list as a file; asked twice while it waits, it is one job.

    ``formats`` are those in which it can be made; the first one is meant where none is named.
    Raises ValidationError with a sentence when too many wait already.
    """
    get_user_model().objects.select_for_update().get(pk=by.pk)  # one ask at a time
    wanted = {
        "kind": kind,
        "format": format if format in formats else formats[0],
        "parameters": parameters,
        "language": translation.get_language(),
    }
    waiting = Export.objects.filter(asked_by=by, state=State.QUEUED)
    if same := waiting.filter(**wanted).first():
        return same
    if waiting.count() >= MOST_WAITING:
        raise ValidationError(_("Several of your files are still being made. Wait for them first."))
    hourly.refuse_too_many(by, wanted["format"])
    now = clock.now()
    words = {"title": title[:200], "note": note[:500]}
    export = Export.objects.create(**wanted, **words, asked_by=by, asked_at=now)
    transaction.on_commit(lambda: turns.ring_if_next(export), robust=True)
    return export


@transaction.atomic
def cancel(export, *, by):
    """Stop a file that is not made yet; False when it was made or ended before.

    The worker that is at it sees so with the next piece, and keeps nothing.
    """
    waiting = Export.objects.select_for_update().filter(pk=export.pk, state=State.QUEUED)
    found = waiting.first()
    if found is None:
        return False
    now = clock.now()
    waiting.update(state=State.FAILED, claimed_at=None, cancelled_at=now, pieces=[])
    history.record(export, "cancelled", by=by)
    transaction.on_commit(lambda: pieces.discard(found.pieces), robust=True)
    transaction.on_commit(lambda: turns.ring_next(by), robust=True)
    return True


@transaction.atomic
def retry(export, *, by):
    """Have a file made again that failed three times; True when it had failed.

    What its asker cancelled, or may no longer see, stays as it is.
    """
    failed = Export.objects.filter(pk=export.pk, state=State.FAILED, cancelled_at=None, refusal="")
    again = {"state": State.QUEUED, "attempts": 0, "claimed_at": None, "error": "", "told_at": None}
    if not failed.update(**again):
        return False
    history.record(export, "tried again", by=by)
    transaction.on_commit(lambda: turns.ring_if_next(export), robust=True)
    return True


def make(export_id, table):
    """Write the file of one export. Running it again is harmless: an export is taken once.

    ``table(export)`` gives the ``Table``, or raises PermissionDenied when the asker may
    not see the list any more.
    """
    _make(export_id, table, _write_rows)


def bind(export_id, book):
    """Bind the PDF that somebody asked for, as ``make`` writes a list; ``book`` answers a Book."""
    _make(export_id, book, _write_book)


def _make(export_id, find, write):
    export = making.take(Export, export_id)
    if export is None:
        return
    try:
        with translation.override(export.language), making.attempt(export):
            _try(export, find, write)
    except Cancelled:
        _let_go(export)
    finally:
        telling.tell_if_failed(export.pk)
        turns.ring_next(export.asked_by, but=export)


def _let_go(export):
    """Remove what this attempt kept and nobody noted: a worker after it goes on with the rest."""
    noted = Export.objects.values_list("pieces", flat=True).get(pk=export.pk)
    pieces.discard([piece for piece in export.pieces if piece not in noted])


def _try(export, find, write):
    try:
        require(export.asked_by.is_active)
        found = find(export)
    except PermissionDenied:
        _refuse(export, _("You may no longer see this list."))
    else:
        _keep(export, found, write)


def _keep(export, found, write):
    with TemporaryFile() as file:
        write(export, found, file)
        facts = {"done": export.done, "total": export.done, "standing": found.standing}
        if not making.keep(export, File(file), pieces=[], same=_same(export), **facts):
            raise Cancelled
    pieces.discard(export.pieces)


def _same(export):
    """Finds the file of an export that holds the very same, made for this person before."""

    def find(digest):
        made = Export.objects.kept().filter(asked_by=export.asked_by, state=State.MADE)
        wanted = {"sha256": digest, "format": export.format, "kind": export.kind}
        same = made.filter(**wanted, same_as=None).first()
        return same if same and same.keeps_long else None

    return find


def _write_rows(export, table, file):
    WRITERS[export.format](file, table.headers, _fetched(export, table), title=export.title)


def _write_book(export, book, file):
    export.done = 0
    _begin(export, book.total)
    with closing(book.write(file)) as parts:
        for export.done, _part in enumerate(parts, start=1):
            _tell(export)


def _refuse(export, sentence):
    """End the job for good, with a sentence for who asked."""
    if export.mine().update(state=State.FAILED, claimed_at=None, refusal=sentence, pieces=[]):
        pieces.discard(export.pieces)


def _fetched(export, table):
    """The rows: those that lie there from an attempt before, then the others, kept as they come.

    How many are done is noted with each piece, which also renews the lease.
    """
    shape, export.done = pieces.shape_of(table), 0
    there = pieces.usable(export, shape)
    if not there:
        pieces.discard(export.pieces)
    export.pieces = list(there)
    for piece in there:
        for row in pieces.read(piece):
            export.done += 1
            yield row
    _begin(export, table.total)
    last = there[-1]["mark"] if there else None
    for mark, rows in pieces.pages_of(table, last):
        if export.done + len(rows) < table.total:
            export.pieces.append(pieces.keep(export, shape, rows, mark))
        yield from rows
        export.done += len(rows)
        _tell(export)


def _begin(export, total):
    """Note how many there are in all, and from how many this attempt goes on."""
    _note(export, total=total, begun_at=clock.now(), begun_with=export.done)


def _tell(export):
    _note(export, noted_at=clock.now(), pieces=export.pieces)


def _note(export, **facts):
    if not export.mine().update(done=export.done, claimed_at=clock.now(), **facts):
        raise Cancelled


def find(user, uid, *kinds):
    """An export of one of these kinds that the person may see; else 404 (S3)."""
    return get_object_or_404(Export.objects.visible_to(user), uid=uid, kind__in=kinds)


def hand_out(request, export, *, is_allowed):
    """Answer a request to fetch the file; who took it is on record (S39).

    ``is_allowed`` is the room's word that this person may still see all that it holds (S36).
    """
    if not is_allowed:
        messages.error(
            request, _("What you may see has changed since this file was made. Ask for a new one.")
        )
    if not (is_allowed and export.is_fetchable):
        return redirect(export)
    history.record(export, "fetched", by=request.user)
    if export.asked_by_id == request.user.pk and export.fetched_at is None:
        same = Export.objects.filter(file=export.file.name, asked_by=export.asked_by_id)
        same.filter(fetched_at=None).update(fetched_at=clock.now())
    return download(export, CONTENT_TYPES[export.format])


def purge():
    """Remove the files of exports that were kept long enough; the rows stay as a record."""
    for export in Export.objects.outdated():
        for name in {export.file.name, export.claim and making.file_name(export)} - {"", None}:
            if not Export.objects.filter(file=name).exclude(pk=export.pk).exists():
                default_storage.delete(name)
        pieces.discard(export.pieces)
        Export.objects.filter(pk=export.pk).update(file="", claim=None, pieces=[])
