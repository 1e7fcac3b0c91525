"""The office's page behind the public page of a call."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proposals import permissions
from proposals.forms.explaining import BriefingForm, DocumentForm, KindsForm
from proposals.forms.papers import ReasonForm
from proposals.models import BriefingEvent, Call, CallDocument
from proposals.services import explaining
from proposals.views.finding import attempt
from pyp_portal.access import require
from pyp_portal.accounts.views.posted import posted


def kept_call(request, fiscal_year):
    """The call, for those who keep its pages."""
    require(permissions.can_keep_call(request.user))
    return get_object_or_404(Call, fiscal_year=fiscal_year)


def kept_briefing(request, uid):
    """A briefing, for those who keep the pages of its call."""
    require(permissions.can_keep_call(request.user))
    return get_object_or_404(BriefingEvent.objects.select_related("call"), uid=uid)


@require_GET
def keep(request, fiscal_year):
    """What stands on the public page, and what can be put there."""
    return shown(request, kept_call(request, fiscal_year))


def shown(request, call, form=None):
    kinds = KindsForm(initial={"kinds": call.allowed_agency_types})
    documents = call.documents.current().select_related("file", "briefing", "added_by")
    return render(
        request,
        "proposals/keep_call.html",
        {
            "call": call,
            "briefings": call.briefings.all(),
            "documents": documents,
            "form": form or DocumentForm(call=call),
            "kinds_form": kinds,
        },
    )


@require_http_methods(["GET", "POST"])
def add_briefing(request, fiscal_year):
    """Announce a briefing."""
    call = kept_call(request, fiscal_year)
    form = BriefingForm(posted(request))
    if form.is_valid():
        verb = partial(explaining.plan_briefing, call, request.user, **form.facts)
        attempt(request, None, verb, _("The briefing stands on the page of the call."))
        return redirect("proposals:keep_call", fiscal_year)
    return render(request, "proposals/briefing.html", {"call": call, "form": form})


@require_http_methods(["GET", "POST"])
def change_briefing(request, uid):
    """Another time, place or text."""
    event = kept_briefing(request, uid)
    form = BriefingForm(request.POST) if request.method == "POST" else BriefingForm.of(event)
    if form.is_valid():
        sequence = form.cleaned_data["sequence"]
        verb = partial(explaining.change_briefing, event, request.user, sequence, **form.facts)
        if attempt(request, None, verb, _("The briefing is changed.")):
            return redirect("proposals:keep_call", event.call.fiscal_year)
    context = {"call": event.call, "form": form, "event": event}
    return render(request, "proposals/briefing.html", context)


@require_http_methods(["GET", "POST"])
def cancel_briefing(request, uid):
    """It does not take place, and why."""
    event = kept_briefing(request, uid)
    form = ReasonForm(posted(request))
    back = redirect("proposals:keep_call", event.call.fiscal_year)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        verb = partial(explaining.cancel_briefing, event, request.user, reason)
        attempt(request, None, verb, _("The briefing is cancelled; its page and calendar say so."))
        return back
    context = {
        "title": _("Cancel the briefing"),
        "text": str(event),
        "verb": _("Cancel the briefing"),
        "tone": "danger",
        "form": form,
        "back_url": back.url,
    }
    return render(request, "components/confirm.html", context)


@require_POST
def add_document(request, fiscal_year):
    """Put a file or a link on the page; where it is wrong the page says why."""
    call = kept_call(request, fiscal_year)
    form = DocumentForm(request.POST, request.FILES, call=call)
    if not form.is_valid():
        return shown(request, call, form)
    try:
        explaining.add_document(call, request.user, **form.facts)
    except ValidationError as wrong:
        form.add_error("file", wrong.messages)
        return shown(request, call, form)
    messages.success(request, _("The document stands on the page of the call."))
    return redirect("proposals:keep_call", fiscal_year)


@require_POST
def remove_document(request, uid):
    """Take a document from the page."""
    require(permissions.can_keep_call(request.user))
    document = get_object_or_404(CallDocument.objects.select_related("call", "file"), uid=uid)
    verb = partial(explaining.remove_document, document, request.user)
    attempt(request, None, verb, _("The document is taken from the page."))
    return redirect("proposals:keep_call", document.call.fiscal_year)


@require_POST
def admit_kinds(request, fiscal_year):
    """C-30: narrow the year to certain kinds of agency, or open it to all."""
    call = kept_call(request, fiscal_year)
    form = KindsForm(request.POST)
    if form.is_valid():
        verb = partial(explaining.admit_kinds, call, request.user, form.cleaned_data["kinds"])
        attempt(request, None, verb, _("The page of the call says so from now on."))
    return redirect("proposals:keep_call", fiscal_year)
