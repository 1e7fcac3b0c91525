"""My data: what is held about me, a copy of it, and what I ask of the office."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.accounts.views.posted import posted
from pyp_portal.privacy import consenting, copying, services
from pyp_portal.privacy.forms import AskForm
from pyp_portal.privacy.models import Purpose, RightsRequest
from pyp_portal.templatetags.thai import thai_date

SHOWN = 30


@require_http_methods(["GET", "POST"])
def mine(request):
    """What is held about me, and a form to ask for one of my rights."""
    if "purpose" in request.POST:
        return consent(request)
    form = AskForm(posted(request))
    if form.is_valid() and (made := asked(form, request.user)):
        words = {"day": thai_date(made.due_on)}
        messages.success(request, _("Your request is sent. The office answers by %(day)s.") % words)
        return redirect("privacy:mine")
    context = {
        "form": form,
        "consents": consenting.choices_of(request.user),
        "held": copying.held(request.user),
        "requests": RightsRequest.objects.of(request.user)[:SHOWN],
    }
    return render(request, "privacy/mine.html", context)


def consent(request):
    """Give a consent or take it back, by the button that was pressed; nothing depends on it."""
    purpose = request.POST["purpose"]
    if purpose not in Purpose:
        raise Http404
    if request.POST.get("act") == "give":
        consenting.give(request.user, purpose)
        messages.success(request, _("Your consent is kept. You may take it back here at any time."))
    else:
        consenting.take_back(request.user, purpose)
        messages.success(request, _("Your consent is taken back. It holds from now on."))
    return redirect("privacy:mine")


def asked(form, person):
    """The request that was made; None where it was refused, with the sentence in the form."""
    try:
        return services.ask(person, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error("right", refused)
        return None


@require_POST
def copy(request):
    """Hand out the copy at once: to the person alone, who has just shown that it is them."""
    limit = {"app": "allauth.account", "action": "copy_own_data"}
    if not ratelimit.consume(request, **limit):
        messages.warning(request, _("You had several copies within the hour. Try again later."))
        return redirect("privacy:mine")
    response = FileResponse(
        copying.copy_for(request.user),
        as_attachment=True,
        filename="personal-data.zip",
        content_type="application/zip",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
