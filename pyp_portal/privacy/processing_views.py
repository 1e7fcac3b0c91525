"""The record of processing activities, as the office reads it and its officer keeps it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.views.posted import posted
from pyp_portal.history.services import timeline
from pyp_portal.privacy import permissions, processing
from pyp_portal.privacy.models import Processing
from pyp_portal.privacy.processing_forms import BeginForm, ProcessingForm


@require_http_methods(["GET", "POST"])
def activities(request):
    """All activities; who may, begins another."""
    require(permissions.can_see_requests(request.user))
    form = BeginForm(posted(request))
    if request.method == "POST":
        require(permissions.can_keep(request.user))
        if form.is_valid() and (made := begun(form, request.user)):
            return redirect(made)
    context = {
        "form": form,
        "rows": Processing.objects.for_list(),
        "may_keep": permissions.can_keep(request.user),
    }
    return render(request, "privacy/record.html", context)


def begun(form, by):
    """The new activity; None where the form says why not."""
    try:
        return processing.begin(by, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


@require_http_methods(["GET", "POST"])
def activity(request, uid):
    """One activity: what the law asks of it, and changing that."""
    require(permissions.can_see_requests(request.user))
    found = get_object_or_404(Processing.objects.for_list(), uid=uid)
    may_keep = permissions.can_keep(request.user)
    form = ProcessingForm(posted(request), one=found)
    if request.method == "POST":
        require(may_keep)
        if (form.is_valid() or is_ended_only(request, form)) and done(request, found, form):
            return redirect(found)
    context = {
        "one": found,
        "form": form if may_keep and not found.ended_at else None,
        "events": timeline(found),
    }
    return render(request, "privacy/activity.html", context)


def is_ended_only(request, form):
    """What the office does no more need not be described first."""
    return request.POST.get("act") == "end" and "version" in form.cleaned_data


def done(request, found, form):
    """Keep the words, or end it; False where somebody wrote meanwhile and the form says so."""
    said = dict(form.cleaned_data)
    version = said.pop("version")
    try:
        if request.POST.get("act") == "end":
            processing.end(found, by=request.user, version=version)
        else:
            processing.write(found, by=request.user, version=version, **said)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("The record is kept."))
    return True
