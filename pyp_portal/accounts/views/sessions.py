"""Where I am signed in: every browser by itself, and a way to end each."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pyp_portal.accounts import services
from pyp_portal.accounts.models import OpenSession
from pyp_portal.accounts.views.posted import uid_of
from pyp_portal.history.services import record

ALL = "others"


@require_http_methods(["GET", "POST"])
def sessions(request):
    """The open sessions of this person; one of them, or all others, can be ended at once."""
    if request.method == "POST":
        end(request, request.POST.get("session", ""))
        return redirect("accounts:sessions")
    rows = OpenSession.objects.open_of(request.user)
    context = {"rows": rows, "here": request.session.session_key}
    return render(request, "accounts/sessions.html", context)


def end(request, which):
    """End what was chosen, and say so."""
    if which == ALL:
        services.end_all_sessions(request.user, but=request.session.session_key)
        messages.success(request, _("You are signed out everywhere but here."))
    elif services.end_session(request.user, uid_of(which)):
        messages.success(request, _("That browser is signed out."))
    else:
        messages.warning(request, _("That browser is signed out already."))
        return
    record(request.user, "session ended", by=request.user)
