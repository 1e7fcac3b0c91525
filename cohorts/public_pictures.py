"""The pictures that the public page of an issue shows: of accepted reports, and of sites."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import ReportPhoto, SitePhoto

MOST = 3  # with their small versions the page stays under 300 kB


@dataclass(frozen=True)
class Shown:
    """A picture with the words that stand for it, and where and when it was taken up."""

    url: str
    words: str
    where: str
    at: datetime


def of(team):
    """The newest pictures of a team, from two statements."""
    code = team.proposal.code
    reports = ReportPhoto.objects.public().filter(round__team=team).exclude(small="")
    sites = SitePhoto.objects.public().filter(site__team=team).exclude(small="")
    newest = "-added_at", "-pk"
    reports = reports.select_related("round").order_by(*newest)[:MOST]
    sites = sites.select_related("site__province").order_by(*newest)[:MOST]
    rows = [(one, after(one.round)) for one in reports]
    rows += [(one, area(one.site)) for one in sites]
    found = [
        Shown(reverse("issues:picture", args=[code, one.uid]), one.caption_th, where, one.added_at)
        for one, where in rows
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def after(round_):
    """Of which report a picture is."""
    return _("Report after %(n)d months") % {"n": round_.months}


def area(site):
    """In which area a picture was taken."""
    return f"{site.agency_th} ({site.province})"


def picture_of(team, uid):
    """A picture that everybody may see, by its address; None for all others."""
    for photos in (
        ReportPhoto.objects.public().filter(round__team=team),
        SitePhoto.objects.public().filter(site__team=team),
    ):
        photo = photos.exclude(small="").filter(uid=uid).first()
        if photo is not None:
            return photo
    return None
