"""Booklets asked for: of a cohort, of its participants, of a report to the minister."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import booklets, permissions
from cohorts.views.minister_reports import whole_report_of
from cohorts.views.roster import year_of

BACK = {"directory": "cohorts:participants"}


@require_POST
def bind(request, year, of):
    """Ask for the book of a cohort, or for the directory of its participants."""
    cohort = year_of(request, year, permissions.can_view_roster)
    back = reverse(BACK.get(of, "cohorts:cohort"), args=[year])
    return booklets.order(request, of, back=back, year=cohort.call.fiscal_year)


@require_POST
def bind_report(request, year, uid):
    """Ask for a signed report with the letter before it and its annexes behind it."""
    report = whole_report_of(request, year, uid)
    if not report.signed_at:
        messages.error(request, _("The report is bound with its annexes once it is signed."))
        return redirect(report)
    return booklets.order(request, "minister", back=report, year=year, report=str(report.uid))
