"""The terms that each member reads and accepts before anything opens."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.access import require
from selection import permissions, services
from selection.forms import TermsForm
from selection.models import SelectionPlan
from selection.views.acting import ask, attempt, plan_of

LONGEST_NUMBER = 5  # digits of a version


def terms(request, year):
    """The terms in force; a member who has not accepted them does so here."""
    plan, held = _plan_and_seat(request, year)
    context = {
        "plan": plan,
        "terms": services.terms_of(plan),
        "held": held,
        "may_set_up": permissions.can_set_up(plan, request.user),
    }
    return render(request, "selection/terms.html", context)


def _plan_and_seat(request, year):
    """The plan for its members, accepted or not, and for whoever may see it; 404 for others."""
    plans = SelectionPlan.objects.select_related("call", "committee")
    plan = get_object_or_404(plans, call__fiscal_year=year)
    held = plan.seat_held_by(request.user)
    if held is None and not permissions.can_see_plan(plan, request.user):
        raise Http404
    return plan, held


@require_POST
def accept_terms(request, year):
    """A member accepts the version that they were shown."""
    _plan, held = _plan_and_seat(request, year)
    require(held is not None)
    number = request.POST.get("number", "")
    number = int(number) if number.isdecimal() and len(number) <= LONGEST_NUMBER else 0
    return attempt(
        request,
        lambda: services.accept_terms(held, number, by=request.user),
        _("Thank you. The selection is open to you now."),
        reverse("selection:overview", args=[year]),
    )


@require_http_methods(["GET", "POST"])
def change_terms(request, year):
    """The office publishes a new version; every member accepts anew."""
    plan = plan_of(request, year)
    require(permissions.can_set_up(plan, request.user))
    now = services.terms_of(plan)
    return ask(
        request,
        TermsForm(request.POST or None, initial={"text": now.text_th if now else ""}),
        lambda form: services.publish_terms(plan, form.cleaned_data["text"], by=request.user),
        done=_("The new terms are in force; every member is asked to accept them."),
        back=reverse("selection:terms", args=[year]),
        title=_("A new version of the terms"),
        text=_("The selection closes to each member until they accept the new version."),
        verb=_("Publish the terms"),
    )
