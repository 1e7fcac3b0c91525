"""Which score sheet a page is about, for those who may read it."""

from django.shortcuts import get_object_or_404

from selection.models import ScoreSheet
from selection.views.acting import plan_about


def sheet_of(request, uid):
    """(sheet, plan) for those who may read the sheet."""
    sheets = ScoreSheet.objects.visible_to(request.user).for_list()
    found = get_object_or_404(
        sheets.select_related("proposal__call__selection_plan", "seat__committee"), uid=uid
    )
    return found, plan_about(found.proposal, request.user)
