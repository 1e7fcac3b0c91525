"""Somebody calls: the officer types the number or the agency, sees who it is, and logs the call."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from proposals import permissions
from proposals.callers import Found, digits_of, found_by, involving, of_person
from proposals.forms.enquiring import CallForm
from proposals.models import Proposal
from proposals.services import enquiring
from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.accounts.models import Agency, User
from pyp_portal.accounts.views.posted import posted
from pyp_portal.paging import uid_in

MOST_TYPED = 100


@require_GET
def callers(request):
    """Who is on the line: person, proposals, earlier questions."""
    require(permissions.can_answer(request.user))
    asked = thai.normalise(request.GET.get("q", ""))[:MOST_TYPED]
    person = person_in(request)
    found = Found()
    if person:
        found = of_person(person, request.user)
    elif asked:
        found = found_by(asked, request.user)
    context = {"q": asked, "person": person, "found": found, "phone": digits_of(asked)}
    return render(request, "proposals/callers.html", context)


def person_in(request):
    """The person whom the address names, or None."""
    uid = uid_in(request.GET, "person")
    return get_object_or_404(User, uid=uid) if uid else None


@require_http_methods(["GET", "POST"])
def log_call(request):
    """What was asked by telephone, and what was answered."""
    require(permissions.can_answer(request.user))
    person, agency = person_in(request), agency_in(request)
    form = CallForm(
        posted(request),
        person=person,
        proposals=about(request.user, person, agency),
        initial={"phone": person.phone if person else request.GET.get("phone", "")[:30]},
    )
    if form.is_valid():
        enquiry = enquiring.log_call(
            form.token, request.user, asked_by=person, agency=agency, **form.facts
        )
        messages.success(request, _("The call is noted."))
        return redirect(enquiry)
    return render(
        request, "proposals/log_call.html", {"form": form, "person": person, "agency": agency}
    )


def agency_in(request):
    """The agency whose code the address names, or None."""
    code = request.GET.get("agency", "")[:20]
    return Agency.objects.filter(code=code).first() if code else None


def about(user, person, agency):
    """The proposals that the call may be about."""
    seen = Proposal.objects.visible_to(user)
    if person:
        return seen.filter(pk__in=Proposal.objects.filter(involving([person])).values("pk"))
    return seen.filter(lead_agency=agency) if agency else seen.none()
