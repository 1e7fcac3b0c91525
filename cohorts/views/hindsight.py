"""Which criteria predicted success: scores of the selection beside outcomes of the cohort."""

from django.shortcuts import render

from cohorts import hindsight
from cohorts.models import Cohort
from cohorts.views.cohort import cohort_of
from pyp_portal.access import require
from selection.permissions import reads_all_sheets


def criteria(request, year):
    """How each criterion went with the outcome, in this cohort and in all until now."""
    cohort = cohort_of(request, year)
    require(reads_all_sheets(request.user))
    before = Cohort.objects.filter(call__fiscal_year__lte=year)
    tables = [hindsight.rows([cohort], request.user)]
    if before.count() > 1:
        tables.append(hindsight.rows(before, request.user))
    return render(request, "cohorts/criteria.html", {"cohort": cohort, "tables": tables})
