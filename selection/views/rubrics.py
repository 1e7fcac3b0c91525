"""The page on which a rubric of the year is written."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals.grounds import MoveRefused
from pyp_portal.access import require
from selection import permissions
from selection.forms.rubrics import RubricForm
from selection.services.rewriting import is_in_use, mark_of, rewrite_rubric
from selection.views.acting import plan_of
from selection.views.plans import places


@require_http_methods(["GET", "POST"])
def rubric(request, year, stage="doc"):
    """Names, weights and points of the criteria of one stage."""
    plan = plan_of(request, year)
    require(permissions.can_write_rubric(plan, request.user))
    found = get_object_or_404(plan.rubrics.select_related("plan__call"), stage=stage)
    form = RubricForm(found, request.POST or None, seen=mark_of(found))
    if request.method == "POST" and form.is_valid() and kept(request, found, form):
        return redirect("selection:plan", year)
    context = {"rubric": found, "form": form, "is_in_use": is_in_use(found)}
    context |= {"stages": plan.rubrics.all(), "current": "overview"}
    return render(request, "selection/rubric.html", context | places(plan, request.user))


def kept(request, rubric, form):
    """Write the rubric; False where a sentence stands in the way."""
    try:
        rewrite_rubric(rubric, by=request.user, **form.facts())
    except MoveRefused as refused:
        form.own.add_error(None, refused.sentence)
        return False
    messages.success(request, _("The rubric is saved."))
    return True
