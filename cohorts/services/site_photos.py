"""The pictures of a site: sent by whoever reports on it, shown by whoever keeps its issue."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import permissions
from cohorts.models import SitePhoto
from cohorts.services.moving import hold_running, refuse_unless
from cohorts.services.photos import MOST_PHOTOS, agree, make_small, take_out
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def add_site_photo(site, file, *, by, caption, consented=False):
    """One more picture of an area; the team's own are shown at once, once people agree."""
    team = hold_running(site.team)
    refuse_unless(
        site.photos.count() < MOST_PHOTOS,
        _("A site has at most %(n)d pictures. Take one out first.") % {"n": MOST_PHOTOS},
    )
    now, keeps = clock.now(), permissions.can_update_sites(team, by)
    photo = SitePhoto.objects.create(
        site=site,
        file=file,
        caption_th=caption,
        added_at=now,
        added_by=by,
        consented_at=now if consented else None,
        consented_by=by if consented else None,
        shown_at=now if keeps else None,
        shown_by=by if keeps else None,
    )
    make_small(photo)
    record(site, "photo_added", by=by, sha256=file.sha256, consented=consented)
    return photo


@transaction.atomic
def show_site_photo(photo, *, by):
    """The team of the issue lets a picture of another agency be shown."""
    photo = held(photo)
    refuse_unless(photo.shown_at is None, _("The picture is shown already."))
    photo.shown_at, photo.shown_by = clock.now(), by
    photo.save(update_fields=["shown_at", "shown_by"])
    record(photo.site, "photo_shown", by=by, sha256=photo.file.sha256)
    return photo


@transaction.atomic
def set_site_consent(photo, given, *, by):
    """Those in the picture agree that it is published, or do not any more, at any time."""
    photo = found(photo)
    agree(photo, given, by)
    record(photo.site, "consent_given" if given else "consent_withdrawn", by=by)
    return photo


@transaction.atomic
def remove_site_photo(photo, *, by):
    """Take a picture out; also after the issue has ended."""
    photo = found(photo)
    take_out(photo)
    record(photo.site, "photo_removed", by=by, sha256=photo.file.sha256)


def held(photo):
    """The picture as it is now, its team held and still at work."""
    hold_running(photo.site.team)
    return found(photo)


def found(photo):
    """The picture as it is now, its row locked; refused when somebody has taken it out."""
    rows = SitePhoto.objects.select_for_update(of=("self",))
    now = rows.select_related("site__team", "file").filter(pk=photo.pk).first()
    refuse_unless(now is not None, _("The picture has been taken out already."))
    return now
