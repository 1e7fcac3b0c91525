"""Take kept files of exports back before their time: of one person, or that name them."""

import zipfile
from contextlib import suppress
from io import BytesIO

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pyp_portal.papers import pieces
from pyp_portal.papers.jobs import State
from pyp_portal.papers.models import Export

DEEPEST = 2  # a table in an archive in an archive


def withdraw(person, words):
    """Files that this person asked for, and tables that hold one of the words: how many.

    Whoever asked for one reads why it is gone, and may ask anew. What is bound as PDF is not
    looked into; it goes with its thirty days.
    """
    kept = Export.objects.kept()
    theirs = kept.filter(asked_by=person).exclude(state=State.FAILED)
    naming = [one.pk for one in kept.exclude(file="") if _names(one.file, words)]
    return sum(map(_take_back, theirs | kept.filter(pk__in=naming)))


def _take_back(export):
    with translation.override(export.language):
        why = _("It was removed, since somebody whom it named was made anonymous.")
    names, left = {export.file.name} - {"", None}, list(export.pieces)
    Export.objects.filter(pk=export.pk).update(
        state=State.FAILED, refusal=why, file="", claim=None, pieces=[]
    )
    transaction.on_commit(lambda: _clear(names, left))
    return 1


def _clear(names, left):
    for name in names:
        if not Export.objects.filter(file=name).exists():  # another export may share it
            default_storage.delete(name)
    pieces.discard(left)


def _names(file, words):
    with suppress(FileNotFoundError), file.open("rb") as opened:
        return holds(opened.read(), words)
    return False


def holds(content, words, depth=0):
    """True where a table, or an archive of tables, holds one of the words."""
    if depth <= DEEPEST and content[:4] == b"PK\x03\x04":
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(BytesIO(content)) as archive:
            return any(holds(archive.read(one), words, depth + 1) for one in archive.infolist())
    return any(word.encode() in content for word in words)
