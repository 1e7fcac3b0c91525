"""After a result: what agencies ask about it, until when, and what they are answered (4.6)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from proposals import permissions as proposal_rules
from proposals.grounds import MoveRefused
from pyp_portal.access import require
from pyp_portal.paging import one_page, uid_in
from selection.forms.enquiries import FindingForm
from selection.models import ResultEnquiry
from selection.services import enquiring
from selection.views.acting import plan_of, seen
from selection.views.plans import places


@require_GET
def enquiries(request, year):
    """Every enquiry of the year with its day, the most urgent first, for the office."""
    plan = plan_of(request, year)
    require(request.user.is_office)
    mine = ResultEnquiry.objects.visible_to(request.user).filter(item__announcement__plan=plan)
    behind = uid_in(request.GET, "after")
    page = one_page(mine.for_list(), ["due", "pk"], behind, "enquiry__uid", among=mine)
    context = {
        "page": page,
        "windows": enquiring.windows(plan),
        "waiting": mine.waiting().count(),
        "overdue": mine.overdue().count(),
        "current": "announcements",
    }
    return render(request, "selection/enquiries.html", context | places(plan, request.user))


@require_http_methods(["GET", "POST"])
def enquiry(request, uid):
    """One enquiry with the result it is about; officers answer it."""
    mine = ResultEnquiry.objects.visible_to(request.user).for_list()
    found = get_object_or_404(
        mine.select_related("item__announcement__plan__call", "enquiry__answered_by"),
        enquiry__uid=uid,
    )
    plan = seen(found.item.announcement.plan, request.user)
    may_answer = proposal_rules.can_answer(request.user)
    form = FindingForm(request.POST or None)
    if request.method == "POST":
        require(may_answer)
        if form.is_valid() and (answered := _answered(request, found, form)):
            return answered
    context = {"found": found, "form": form, "may_answer": may_answer, "current": "announcements"}
    return render(request, "selection/enquiry.html", context | places(plan, request.user))


def _answered(request, found, form):
    """Back to the list once it is answered; None where a sentence stands in the way."""
    data = form.cleaned_data
    try:
        enquiring.answer(found, finding=data["finding"], text=data["answer"], by=request.user)
    except MoveRefused as refused:
        form.add_error(None, refused.sentence)
        return None
    messages.success(request, _("Answered, and told to who asked."))
    return redirect("selection:enquiries", found.item.announcement.plan.year)
