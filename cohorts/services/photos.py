"""The pictures of a report: at most five, and published only while those in them agree."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Recognised, ReportPhoto
from cohorts.pictures import small_of
from cohorts.services.moving import refuse_unless
from cohorts.services.rounds import lock, why_closed
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.uploads.services import discard

MOST_PHOTOS = 5


@transaction.atomic
def add_photo(round_, file, *, by, caption, consented=False, people=()):
    """One more picture for the report of a round that is being written.

    ``people`` of the team who can be recognised: it is published only while each of them agrees.
    """
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
    Recognised.objects.bulk_create([Recognised(photo=photo, person=one) for one in people])
    make_small(photo)
    record(round_, "photo_added", by=by, sha256=file.sha256, consented=consented)
    return photo


def make_small(photo):
    """Draw the version that the public page shows; without it the picture is not shown there."""
    content = small_of(photo.file)
    if content is not None:
        photo.small.save("small.jpg", content)


def take_out(photo):
    """Delete a picture, its file and its small version."""
    name, storage = photo.small.name, photo.small.storage
    photo.delete()
    discard(photo.file)
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)


def agree(photo, given, by):
    """Those in the picture agree, or do not any more."""
    photo.consented_at, photo.consented_by = (clock.now(), by) if given else (None, None)
    photo.save(update_fields=["consented_at", "consented_by"])


@transaction.atomic
def remove_photo(photo, *, by):
    """Take a picture out of a report that is being written."""
    round_ = lock(photo.round)
    closed = why_closed(round_)
    refuse_unless(closed is None, closed)
    photo = still_there(round_, photo)
    take_out(photo)
    record(round_, "photo_removed", by=by, sha256=photo.file.sha256)


@transaction.atomic
def set_consent(photo, given, *, by):
    """Those in the picture agree that it is published, or do not any more, at any time."""
    photo = still_there(lock(photo.round), photo)
    agree(photo, given, by)
    record(photo.round, "consent_given" if given else "consent_withdrawn", by=by)
    return photo


def still_there(round_, photo):
    """The picture as it is now; refused when somebody has taken it out meanwhile."""
    found = round_.photos.select_related("file").filter(pk=photo.pk).first()
    refuse_unless(found is not None, _("The picture has been taken out already."))
    return found
