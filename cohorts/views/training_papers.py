"""The papers of the training: schedule of the year, sign-in sheet and summary of a workshop."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts import permissions, training_papers, workshop_rules
from cohorts.views.cohort import cohort_of
from cohorts.views.workshops import planned, workshop_of
from pyp_portal.access import require
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import deliver

OF_A_WORKSHOP = {
    "sign-in": training_papers.sign_in,
    "attendance": training_papers.attendance,
}


@require_POST
def schedule(request, year):
    """Issue the schedule of the year (PD-19)."""
    cohort = cohort_of(request, year)
    require(workshop_rules.can_plan(request.user))
    require(permissions.can_view_all_teams(cohort, request.user))
    paper = training_papers.schedule(cohort, by=request.user)
    return redirect("cohorts:cohort_paper", year, paper.uid)


@require_POST
def issue(request, uid, what):
    """Issue the sign-in sheet, or once it is over the summary (PD-19)."""
    session = planned(request, uid)
    require(permissions.can_view_all_teams(session.cohort, request.user))
    if what not in OF_A_WORKSHOP:
        raise Http404
    if what == "attendance" and not session.is_over:
        messages.error(request, _("The summary is made when the workshop is over."))
        return redirect(session)
    if session.emptied_at:
        messages.error(request, session.emptied_sentence)
        return redirect(session)
    paper = OF_A_WORKSHOP[what](session, by=request.user)
    return redirect("cohorts:workshop_paper", session.uid, paper.uid)


@require_safe
def paper(request, uid, paper):
    """A paper about a workshop; it names people of every issue."""
    session = workshop_of(request, uid)
    require(workshop_rules.can_read_hours(request.user))
    if not permissions.can_view_all_teams(session.cohort, request.user):
        raise Http404
    return deliver(request, get_object_or_404(Paper.objects.of(session), uid=paper))
