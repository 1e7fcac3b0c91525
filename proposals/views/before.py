"""What people read and try before they write: all questions, and whether they may apply."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from proposals import documents, permissions, services
from proposals.forms.self_check import SelfCheckForm
from proposals.overview import overview
from proposals.self_check import Result, overall
from proposals.views.calls import found_call
from pyp_portal.access import require
from pyp_portal.papers.services import deliver

RESULTS = {
    Result.FITS: ("good", "check-circle"),
    Result.ASK: ("wait", "info"),
    Result.NOT: ("stop", "alert"),
}


@login_not_required
@require_safe
def questions(request, fiscal_year=None):
    """All questions of a call on one page, with limits, lists and examples."""
    call = found_call(fiscal_year)
    return render(
        request,
        "proposals/questions.html",
        {
            "call": call,
            "steps": list(overview(call)),
            "paper": documents.questions_of(call),
            "may_print": permissions.can_keep_call(request.user),
        },
    )


@login_not_required
@require_safe
def questions_paper(request, fiscal_year):
    """The same as a PDF, where the office has had it made."""
    paper = documents.questions_of(found_call(fiscal_year))
    if paper is None:
        raise Http404
    return deliver(request, paper)


@require_POST
def print_questions(request, fiscal_year):
    """The office has the PDF made."""
    call = found_call(fiscal_year)
    require(permissions.can_keep_call(request.user))
    services.print_questions(call, request.user)
    messages.success(request, _("The PDF is being made. Visitors of this page can fetch it."))
    return redirect("proposals:questions", call.fiscal_year)


@login_not_required
@require_safe
def self_check(request, fiscal_year=None):
    """May we apply? The answers stand in the address, and nowhere else."""
    call = found_call(fiscal_year)
    form = SelfCheckForm(call, request.GET or None)
    found = form.findings() if form.is_valid() else []
    return render(
        request,
        "proposals/self_check.html",
        {
            "call": call,
            "form": form,
            "findings": [(one, *RESULTS[one.result]) for one in found],
            "overall": overall(found) if found else None,
        },
    )
