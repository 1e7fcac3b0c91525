"""How much the portal takes: of one person (S35), and of a disk that fills up."""

import shutil
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, default_storage
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.uploads.models import Incoming, StoredFile

MEGABYTE = 2**20
LEAST_FREE = 0.05
MOST_UNFINISHED = 20
MOST_BYTES_UNFINISHED = 200 * MEGABYTE
MOST_BYTES_A_DAY = 500 * MEGABYTE


def refuse_when_full():
    """No file is taken while less than 5 % of the disk is free: answers need the rest."""
    if not isinstance(default_storage, FileSystemStorage):
        return
    place = Path(default_storage.location)
    usage = shutil.disk_usage(next(p for p in (place, *place.parents) if p.exists()))
    if usage.free < usage.total * LEAST_FREE:
        raise ValidationError(
            _(
                "The portal has no room for files at the moment. What you write is still saved; "
                "tell the office, and send the file again later."
            ),
            code="disk_full",
        )


def refuse_too_much(person, size, beside=()):
    """S35: what one person may have on its way at once, and hand in within a day.

    ``beside`` are files on their way that are not counted: those that now arrive.
    """
    if person is None:
        return
    waiting = Incoming.objects.filter(by=person, done_at=None).exclude(pk__in=beside)
    on_way = total(waiting.filter(file=None))
    if waiting.count() >= MOST_UNFINISHED or on_way + size > MOST_BYTES_UNFINISHED:
        raise ValidationError(
            _(
                "You have too many files on their way. Finish or remove those that you began, "
                "then send this one."
            ),
            code="too_many_unfinished",
        )
    day = StoredFile.objects.filter(by=person, at__gt=clock.now() - timedelta(days=1))
    if total(day) + size > MOST_BYTES_A_DAY:
        raise ValidationError(
            _("You have sent %(limit)s within a day, which is the limit. Send the rest tomorrow.")
            % {"limit": filesizeformat(MOST_BYTES_A_DAY)},
            code="too_much_a_day",
        )


def total(files):
    return files.aggregate(total=Sum("size"))["total"] or 0


def refuse_larger(size, limit):
    """A file that is larger than allowed, by what its sender says or by what came."""
    if size > limit:
        raise ValidationError(
            _("The file is larger than %(limit)s, the largest that can be sent.")
            % {"limit": filesizeformat(limit)},
            code="too_large",
        )
    if not size:
        raise ValidationError(_("The file is empty."), code="empty")
