"""Take a file in part by part, over a line that breaks: begin, receive, finish.

A part is kept once its place in the file and its hash are right; whoever sends asks how much
has come and goes on from there, from any network. The room guards every address: a file on
its way is known to who sends it and to nobody else.
"""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pyp_portal import clock, thai
from pyp_portal.uploads.checks import broken
from pyp_portal.uploads.limits import refuse_larger, refuse_too_much, refuse_when_full
from pyp_portal.uploads.models import Incoming, Part
from pyp_portal.uploads.services import discard, refuse_kind, store
from pyp_portal.uploads.sweeping import clear, drop

PART_BYTES = 2**20  # what a page sends at once; a request may be four times as large
MAY_PASS_LATER = {"disk_full", "too_many_unfinished", "too_much_a_day"}


class OutOfStep(Exception):
    """The part does not follow what has come; ``received`` says where to go on."""

    def __init__(self, received):
        super().__init__(received)
        self.received = received

    @property
    def sentence(self):
        return _("A part of the file did not arrive in order. Sending goes on where it stopped.")


def begin(place, name, size, changed, *, by, max_bytes):
    """A file on its way; the same one again where this person had begun it before."""
    name = thai.normalise(name)[:200]
    told = {"by": by, "place": place, "name": name, "size": size, "changed": changed[:20]}
    if known := Incoming.objects.filter(**told, done_at=None).first():
        return known
    refuse_when_full()
    refuse_larger(size, max_bytes)
    refuse_too_much(by, size)
    now = clock.now()
    try:
        with transaction.atomic():
            return Incoming.objects.create(**told, begun_at=now, touched_at=now)
    except IntegrityError:  # begun in another tab at the same moment
        return Incoming.objects.get(**told, done_at=None)


def receive(incoming, offset, content, sha256, *, kinds):
    """Keep a part; answers with how much of the file is here now.

    Raises ``OutOfStep`` where the part does not follow or was spoilt on its way, and
    ``ValidationError`` with a sentence for who sends what cannot be taken.
    """
    if hashlib.sha256(content).hexdigest() != sha256 or not content:
        raise OutOfStep(incoming.received)
    refuse_when_full()
    if offset == 0:
        _refuse_kind(incoming, content, kinds)
    path = default_storage.save(f"{incoming.folder}/{offset:012d}", ContentFile(content))
    try:
        return _kept(incoming.pk, offset, len(content), path)
    except BaseException:
        default_storage.delete(path)
        raise


def _refuse_kind(incoming, head, kinds):
    """What it cannot be is said at the first part; then nothing is left of it."""
    try:
        refuse_kind(head, kinds)
    except ValidationError:
        drop(incoming)
        raise


@transaction.atomic
def _kept(key, offset, size, path):
    incoming = Incoming.objects.select_for_update().get(pk=key)
    if offset != incoming.received or offset + size > incoming.size:
        raise OutOfStep(incoming.received)
    Part.objects.create(incoming=incoming, offset=offset, size=size, path=path)
    incoming.received += size
    incoming.touched_at = clock.now()
    incoming.save(update_fields=["received", "touched_at"])
    return incoming.received


def finish(incoming, *, kinds, max_bytes):
    """The stored file that the parts make; asked again it is the same one.

    Raises ``OutOfStep`` where a part is still missing, ``ValidationError`` for what cannot be
    taken; that is removed at once, unless it may be taken later.
    """
    if incoming.file:
        return incoming.file
    if not incoming.is_whole:
        raise OutOfStep(incoming.received)
    try:
        made = ContentFile(joined(incoming), name=incoming.name)
        stored = store(made, by=incoming.by, kinds=kinds, max_bytes=max_bytes, beside=[incoming.pk])
    except ValidationError as refused:
        if file := _file_of_another_tab(incoming):
            return file
        if refused.code not in MAY_PASS_LATER:
            drop(incoming)
        raise
    return _settled(incoming, stored)


def _file_of_another_tab(incoming):
    """What another tab stored meanwhile: with it the parts went, under the hand that read them."""
    known = Incoming.objects.select_related("file").filter(pk=incoming.pk).first()
    return known and known.file


def joined(incoming):
    """The bytes of all parts, in order."""
    pieces = []
    for part in incoming.parts.all():
        try:
            with default_storage.open(part.path) as piece:
                pieces.append(piece.read())
        except FileNotFoundError:
            raise broken() from None
    return b"".join(pieces)


def _settled(incoming, stored):
    """Note the file on its way as whole; who comes second gets what the first one stored."""
    with transaction.atomic():
        locked = Incoming.objects.select_for_update().get(pk=incoming.pk)
        if locked.file:
            discard(stored)
            return locked.file
        locked.file, locked.touched_at = stored, clock.now()
        locked.save(update_fields=["file", "touched_at"])
        locked.parts.all().delete()
        transaction.on_commit(lambda: clear(locked.folder), robust=True)
    incoming.file = stored
    return stored


def use(incoming):
    """Note that the file has found its use; False where somebody was faster."""
    return bool(Incoming.objects.filter(pk=incoming.pk, done_at=None).update(done_at=clock.now()))
