"""The pictures of a report: at most five, and published only while those in them agree."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import ReportPhoto
from cohorts.services.moving import refuse_unless
from cohorts.services.rounds import lock, why_closed
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.uploads.services import discard

MOST_PHOTOS = 5


@transaction.atomic
def add_photo(round_, file, *, by, caption, consented=False):
    """One more picture for the report of a round that is being written."""
    round_ = lock(round_)
    closed = why_closed(round_)
    refuse_unless(closed is None, closed)
    refuse_unless(
        round_.photos.count() < MOST_PHOTOS,
        _("A report has at most %(n)d pictures. Remove one first.") % {"n": MOST_PHOTOS},
    )
    now = clock.now()
    photo = ReportPhoto.objects.create(
        round=round_,
        file=file,
        caption_th=caption,
        added_at=now,
        added_by=by,
        consented_at=now if consented else None,
        consented_by=by if consented else None,
    )
    record(round_, "photo_added", by=by, sha256=file.sha256, consented=consented)
    return photo


@transaction.atomic
def remove_photo(photo, *, by):
    """Take a picture out of a report that is being written."""
    round_ = lock(photo.round)
    closed = why_closed(round_)
    refuse_unless(closed is None, closed)
    photo = still_there(round_, photo)
    photo.delete()
    discard(photo.file)
    record(round_, "photo_removed", by=by, sha256=photo.file.sha256)


@transaction.atomic
def set_consent(photo, given, *, by):
    """Those in the picture agree that it is published, or do not any more, at any time."""
    photo = still_there(lock(photo.round), photo)
    photo.consented_at = clock.now() if given else None
    photo.consented_by = by if given else None
    photo.save()
    record(photo.round, "consent_given" if given else "consent_withdrawn", by=by)
    return photo


def still_there(round_, photo):
    """The picture as it is now; refused when somebody has taken it out meanwhile."""
    found = round_.photos.select_related("file").filter(pk=photo.pk).first()
    refuse_unless(found is not None, _("The picture has been taken out already."))
    return found
