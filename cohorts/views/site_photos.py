"""The pictures of a site: add, look at, take out, agree to their publication, let them be shown."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts import permissions
from cohorts.models import ScaleOutSite, SitePhoto
from cohorts.services import site_photos
from cohorts.views import picturing
from cohorts.views.answering import act
from pyp_portal.access import require


def to_photos(site):
    return f"{site.get_absolute_url()}#photos"


@require_POST
def add(request, uid):
    """One more picture; what is wrong with it is said on the page of the site."""
    sites = ScaleOutSite.objects.visible_to(request.user).select_related("team__proposal")
    site = get_object_or_404(sites, uid=uid)
    require(permissions.can_report_site(site, request.user))
    keep = partial(site_photos.add_site_photo, site)
    return picturing.take(request, keep, to_photos(site))


def photo_of(request, uid):
    """The picture, for who may see its site."""
    photos = SitePhoto.objects.visible_to(request.user)
    return get_object_or_404(photos.select_related("file", "site__team__proposal"), uid=uid)


def photo_to_change(request, uid):
    """The same for whoever reports on the site."""
    found = photo_of(request, uid)
    require(permissions.can_report_site(found.site, request.user))
    return found


@require_safe
def photo(request, uid):
    """The picture itself."""
    return picturing.hand_out(photo_of(request, uid))


@require_POST
def remove(request, uid):
    """Take a picture out."""
    found = photo_to_change(request, uid)
    return picturing.take_out(request, found, site_photos.remove_site_photo, to_photos(found.site))


@require_POST
def consent(request, uid):
    """Those in the picture agree, or do not any more."""
    found = photo_to_change(request, uid)
    return picturing.agree(request, found, site_photos.set_site_consent, to_photos(found.site))


@require_POST
def show(request, uid):
    """The team of the issue lets the picture be shown on its public page."""
    found = photo_of(request, uid)
    require(permissions.can_update_sites(found.site.team, request.user))
    done, verb = _("The picture is shown on the page of the issue."), site_photos.show_site_photo
    return act(request, lambda: verb(found, by=request.user), done, to_photos(found.site))
