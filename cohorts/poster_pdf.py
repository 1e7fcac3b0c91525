"""How a poster is drawn. Only the tasks import this: it stands on the PDF library."""

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from cohorts import posters
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers import rendering
from pyp_portal.papers.exporting import Book


def book(export):
    """The poster that somebody asked for, for ``exporting.bind``; PermissionDenied for others."""
    team, activity = posters.subject(export, export.asked_by)
    require(team is not None)
    return Book(lambda file: draw(file, team, activity), 1, standing(export.asked_by))


def draw(file, team, activity):
    """Write the one page; Thai whatever language was on the screen."""
    with translation.override("th"):
        html = sheet(team, activity)
    file.write(rendering.render(html).pdf)
    yield team


def sheet(team, activity):
    """The poster as HTML, with the code that leads to the form."""
    address = settings.SITE_URL + address_of(team, activity)
    qr = segno.make(address, error="m").svg_data_uri(border=2, scale=8)
    page = getattr(team, "public_page", None)
    context = {
        "team": team,
        "issue": team.proposal,
        "activity": activity,
        "lede": page.lede_th if page and page.published_at else "",
        "address": address.partition("://")[2],
        "qr": qr,
        "is_sample": settings.DEMO,
    }
    return render_to_string("cohorts/documents/poster.html", context)


def address_of(team, activity):
    """Where the code leads: straight to the form, one press less."""
    if activity:
        return activity.get_absolute_url()
    return reverse("issues:say", args=[team.proposal.code])
