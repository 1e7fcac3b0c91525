"""The way in: one page to sign up, and asking for an agency that the register does not know."""

from allauth.account.views import SignupView
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.entry_forms import MendForm, NewAgencyForm
from pyp_portal.accounts.forms import ReasonForm
from pyp_portal.accounts.likeness import named_alike
from pyp_portal.accounts.models import Agency, AgencyRequest
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.telling import told
from pyp_portal.accounts.views.posted import posted


class SignUp(SignupView):
    """All on one page; without JavaScript a button looks for the agency and keeps what is typed."""

    def post(self, request, *args, **kwargs):
        if "find" not in request.POST:
            return super().post(request, *args, **kwargs)
        form_class = self.get_form_class()
        form = form_class(initial=dict.fromkeys(form_class.RIGHTS, "") | request.POST.dict())
        return self.render_to_response(self.get_context_data(form=form))


@require_http_methods(["GET", "POST"])
def ask_agency(request):
    """Ask to have my agency entered."""
    form = NewAgencyForm(posted(request), initial={"can_edit": True, "can_submit": True})
    if not form.is_valid():
        return render(request, "accounts/ask_agency.html", {"form": form})
    try:
        services.ask_agency(request.user, rights=form.rights, **form.new)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("Your request is sent. We write to you when it is decided."))
    return redirect("accounts:my_agencies")


@require_GET
def agency_request(request, uid):
    """One agency that was asked for: who asks, what the register has that is named alike."""
    asked = visible(request, uid)
    return show(request, asked, MendForm.of(asked), ReasonForm())


def visible(request, uid):
    """What this person may see of what was asked for; all else does not exist."""
    found = AgencyRequest.objects.visible_to(request.user).for_list()
    return get_object_or_404(found, uid=uid)


def show(request, asked, form, reason):
    may_decide = permissions.can_decide_on_members(request.user)
    decides = may_decide and asked.is_waiting
    context = {
        "asked": asked,
        "form": form,
        "reason_form": reason,
        "alike": named_alike(asked.name_th, asked.type) if decides else [],
        "decides": decides,
        "events": told(asked) if request.user.is_office else [],
    }
    return render(request, "accounts/agency_request.html", context)


def decided(request, verb, done):
    """Call the verb; back to the queue with a word about what became of it."""
    try:
        verb()
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, done)
    return redirect("accounts:waiting")


def to_decide(request, uid):
    """The request, for those who decide on it."""
    asked = visible(request, uid)
    require(permissions.can_decide_on_members(request.user))
    return asked


@require_POST
def enter_agency(request, uid):
    """Enter it as it was asked for or mended; by one click only where nothing is named alike."""
    asked = to_decide(request, uid)
    by_one_click = "name_th" not in request.POST
    if by_one_click and asked.is_waiting and named_alike(asked.name_th, asked.type):
        messages.warning(request, _("The register has agencies with a similar name. Compare."))
        return redirect(asked)
    form = MendForm.of(asked) if by_one_click else MendForm(request.POST)
    if not (by_one_click or form.is_valid()):
        return show(request, asked, form, ReasonForm())
    mended = {} if by_one_click else form.cleaned_data
    return decided(
        request,
        lambda: services.enter_agency(asked, by=request.user, **mended),
        _("The agency is in the register, and the person may act for it now."),
    )


@require_POST
def point_to(request, uid):
    """It is an agency that the register has already."""
    asked = to_decide(request, uid)
    code = thai.normalise(request.POST.get("agency", ""))[:20]
    agency = get_object_or_404(Agency.objects.existing(), code=code)
    return decided(
        request,
        lambda: services.point_to(asked, agency, by=request.user),
        _("The person may act for the agency now."),
    )


@require_POST
def refuse_agency(request, uid):
    """It is not entered, and why."""
    asked = to_decide(request, uid)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, asked, MendForm.of(asked), form)
    reason = form.cleaned_data["reason"]
    return decided(
        request,
        lambda: services.refuse_agency(asked, by=request.user, reason=reason),
        _("The request is refused, and the person told why."),
    )


@require_POST
def take_back_agency(request, uid):
    """The person no longer asks for it."""
    asked = visible(request, uid)
    require(asked.asked_by_id == request.user.pk)
    decided(
        request,
        lambda: services.take_back_agency(asked, by=request.user),
        _("The request is taken back."),
    )
    return redirect("accounts:my_agencies")
