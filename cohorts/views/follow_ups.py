"""The follow-up rounds of a year on one sheet, and the same as files."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import emenscr_file, exports, follow_ups
from cohorts.views.cohort import cohort_of
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting


def sheet(request, year):
    """Who has reported, who has not, and whom to call."""
    cohort, show = cohort_of(request, year), follow_ups.show_in(request.GET)
    found = follow_ups.for_page(follow_ups.sheet(request.user, year, show))
    page = one_page(found, ("due_on", "pk"), uid_in(request.GET, "after"))
    counts = follow_ups.counts(request.user, year)
    context = {
        "cohort": cohort,
        "show": show,
        "shows": [(key, label, counts[key]) for key, label in follow_ups.SHOWS.items()],
        "page": page,
        "rounds": follow_ups.with_people(page.rows),
        "may_call": request.user.is_sto_staff,
    }
    return render(request, "cohorts/follow_ups.html", context)


@require_POST
def reports_export(request, year):
    """Ask for the sheet with what was reported as a file."""
    show = follow_ups.show_in(request.POST)
    return exporting.order(
        request,
        exports.KIND,
        title=f"{_('Follow-up reports')} {year}",
        note=str(follow_ups.SHOWS[show]),
        back=cohort_of(request, year).get_absolute_url(),
        format=request.POST.get("format"),
        of="reports",
        year=year,
        show=show,
    )


@require_POST
def emenscr_export(request, year):
    """Ask for the issues of a year in the shape of eMENSCR: as a list, or as data."""
    wanted = {"title": f"eMENSCR {year}", "back": cohort_of(request, year).get_absolute_url()}
    if request.POST.get("format") == "zip":
        return exporting.order(request, emenscr_file.KIND, formats=("zip",), year=year, **wanted)
    asked = {"format": request.POST.get("format"), "of": "emenscr", "year": year}
    return exporting.order(request, exports.KIND, **wanted, **asked)
