"""The pictures of a report: add, look at, take out, and agree to their publication."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cohorts import permissions
from cohorts.models import ReportPhoto
from cohorts.services.photos import add_photo, remove_photo, set_consent
from cohorts.views import picturing
from cohorts.views.reports import people_of, reportable
from pyp_portal.access import require


def to_photos(round_):
    return f"{reverse('cohorts:report', args=[round_.uid])}#photos"


@require_POST
def add(request, uid):
    """One more picture; what is wrong with it is said on the page of the report."""
    round_ = reportable(request, uid)
    people = people_of(round_.team)
    return picturing.take(request, partial(add_photo, round_), to_photos(round_), people)


def photo_of(request, uid):
    """The picture, for who may see its round."""
    photos = ReportPhoto.objects.visible_to(request.user)
    return get_object_or_404(photos.select_related("file", "round__team__proposal"), uid=uid)


@require_GET
def photo(request, uid):
    """The picture itself."""
    return picturing.hand_out(photo_of(request, uid))


@require_POST
def remove(request, uid):
    """Take a picture out of the report."""
    found = photo_of(request, uid)
    require(permissions.can_report(found.round, request.user))
    return picturing.take_out(request, found, remove_photo, to_photos(found.round))


@require_POST
def consent(request, uid):
    """Those in the picture agree, or do not any more."""
    found = photo_of(request, uid)
    require(permissions.can_report(found.round, request.user))
    return picturing.agree(request, found, set_consent, found.round.get_absolute_url())
