"""Remove what was on its way and never came to use."""

from django.core.files.storage import default_storage
from django.db import transaction

from pyp_portal.uploads.models import Incoming

AT_ONCE = 200


def sweep():
    """Files on their way of which nothing was heard for 48 hours; how many there were."""
    return sum(drop(incoming) for incoming in Incoming.objects.expired()[:AT_ONCE])


def drop(incoming):
    """Remove a file on its way, with all that has come of it; False where it is gone already.

    A file that found its use stays, only the trace of its way goes.
    """
    with transaction.atomic():
        locked = Incoming.objects.select_for_update().filter(pk=incoming.pk).first()
        if locked is None:
            return False
        unused = locked.file if locked.done_at is None else None
        folder = locked.folder
        locked.delete()
        paths = [unused.file.name] if unused else []
        if unused:
            unused.delete()
        transaction.on_commit(lambda: clear(folder, paths), robust=True)
    return True


def clear(folder, paths=()):
    """Delete the parts in a folder, also those that no row knows of, and these files."""
    for path in paths:
        default_storage.delete(path)
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)
