"""Take a file in, and give it out again."""

import hashlib
import re
from contextlib import contextmanager
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from pyp_portal import clock, doorbell, thai
from pyp_portal.uploads import checks, scanning
from pyp_portal.uploads.kinds import KINDS, expand, in_words
from pyp_portal.uploads.limits import refuse_larger, refuse_too_much, refuse_when_full
from pyp_portal.uploads.models import Scan, StoredFile
from pyp_portal.uploads.tasks import scan

MAX_NAME = 120


def store(uploaded_file, *, by, kinds=("pdf",), max_bytes=10 * 2**20, beside=()):
    """Keep an uploaded file of one of these kinds; ``ValidationError`` bears a plain sentence.

    Where the office has a virus scanner, a worker asks it afterwards. ``beside`` are the keys
    of files on their way that become this one.
    """
    refuse_when_full()
    content = uploaded_file.read(max_bytes + 1)  # whatever the browser said of its size
    refuse_larger(len(content), max_bytes)
    refuse_too_much(by, len(content), beside)
    kind = _kind(content, expand(kinds))
    content, pages = checks.checked(kind, content)
    stored = StoredFile(
        name=clean_name(uploaded_file.name, KINDS[kind]),
        kind=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        by=by,
        at=clock.now(),
        scan=scanning.first_state(),
    )
    stored.file.save("", ContentFile(content), save=False)
    stored.save(force_insert=True)
    if stored.scan == Scan.WAITING:
        doorbell.ring(scan, str(stored.pk))
    return stored


def discard(stored):
    """Forget a file that nothing has made use of."""
    name, storage = stored.file.name, stored.file.storage
    stored.delete()
    transaction.on_commit(lambda: storage.delete(name))


def let_go(stored):
    """Remove what is in a file; name, size and hash stay. False where it is gone already."""
    name, storage = stored.file.name, stored.file.storage
    if not name:
        return False
    StoredFile.objects.filter(pk=stored.pk).update(file="")
    transaction.on_commit(lambda: storage.delete(name))
    return True


@contextmanager
def taken_in(uploaded, **limits):
    """Keep an uploaded file for what is done with it; where that is refused, forget it again.

    Gives the stored file, or None where none was sent; ``limits`` are those of ``store``.
    """
    stored = store(uploaded, **limits) if uploaded else None
    try:
        yield stored
    except Exception:
        if stored:
            discard(stored)
        raise


def refuse_kind(head, kinds):
    """Look at the first bytes of a file that is still on its way; refuse what it cannot be."""
    allowed = expand(kinds)
    if not checks.may_become(head, allowed):
        raise _wrong_kind(allowed)


def _kind(content, allowed):
    kind = checks.kind_of(content)
    if kind not in allowed:
        raise _wrong_kind(allowed)
    return kind


def _wrong_kind(allowed):
    return ValidationError(
        _("This kind of file cannot be sent here. Send one of these: %(kinds)s.")
        % {"kinds": in_words(allowed)},
        code="wrong_kind",
    )


def clean_name(name, kind):
    """A name that is safe to show, to save and to send, with the ending of its real kind."""
    name = thai.normalise(str(name or "")).replace("\\", "/")
    stem = PurePosixPath(name).name
    for ending in kind.endings:
        stem = stem.removesuffix(ending).removesuffix(ending.upper())
    stem = re.sub(r'[\s<>:"|?*;%]+', " ", stem).strip(" .")
    return f"{stem[:MAX_NAME].strip() or 'file'}{kind.endings[0]}"


class NotKept(Http404):
    """The file was here, and its time is over (section 8.1): the page that says no tells so."""


def serve(stored):
    """The file as a download that no browser opens inside our pages (S11).

    ``PermissionDenied`` where the virus scanner has found something in it; ``NotKept`` where it
    was kept as long as the rules say.
    """
    if stored.is_closed:
        raise PermissionDenied
    if stored.is_gone:
        raise NotKept
    response = FileResponse(
        stored.file.open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=KINDS[stored.kind].mime,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
