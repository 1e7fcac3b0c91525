"""The booklets of this room: cohort, participants, report to the minister with its annexes.

This module is what the web needs of them; how they are bound is in ``booklet_pdf``, which only
the tasks import.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohorts import minister_table, permissions
from cohorts.models import Cohort, MinisterReport
from proposals.exports import may_fetch as may_fetch_proposals
from pyp_portal.access import require
from pyp_portal.papers import exporting
from pyp_portal.papers.models import Export

KIND = "cohorts.booklet"


class Offer(NamedTuple):
    """One booklet: its title, and who may have it of what was asked for."""

    title: Promise
    may: Callable


def may_have_cohort(user, _asked):
    """Those who read everything; an issue that is closed to them is not in it."""
    return permissions.can_view_cohort(user)


def may_have_directory(user, asked):
    """Those who read everything, and the people of the year themselves."""
    cohort = Cohort.objects.filter(call__fiscal_year=asked["year"]).first()
    return cohort is not None and permissions.can_view_roster(cohort, user)


def may_have_report(user, asked):
    """Those who read everything and to whom no issue of the report is closed."""
    return permissions.can_view_cohort(user) and minister_table.sees_whole(report_of(asked), user)


def report_of(asked):
    return MinisterReport.objects.select_related("cohort__call").get(uid=asked["report"])


OFFERS = {
    "cohort": Offer(_("Book of the cohort"), may_have_cohort),
    "directory": Offer(_("Directory of participants"), may_have_directory),
    "minister": Offer(_("Report to the Prime Minister with annexes"), may_have_report),
}


def order(request, of, *, back, **place):
    """Answer the button of a booklet; 404 for one there is not."""
    if of not in OFFERS:
        raise Http404
    require(OFFERS[of].may(request.user, place))
    return exporting.order(
        request,
        KIND,
        title=f"{OFFERS[of].title} {place['year']}",
        back=back,
        formats=(Export.Format.PDF,),
        of=of,
        **place,
    )


def may_fetch(export, user):
    """Who may have it now, while they may see all that is in it (S3, S36)."""
    may = OFFERS[export.parameters["of"]].may
    return may(user, export.parameters) and may_fetch_proposals(export, user)
