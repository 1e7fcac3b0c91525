"""My data: what is held about me, and a copy of it."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pyp_portal.privacy import copying


@require_GET
def mine(request):
    """What is held about me, table by table."""
    return render(request, "privacy/mine.html", {"held": copying.held(request.user)})


@require_POST
def copy(request):
    """Hand out the copy at once: to the person alone, who has just shown that it is them."""
    asked = {"app": "allauth.account", "action": "copy_own_data"}
    if not ratelimit.consume(request, **asked):
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
