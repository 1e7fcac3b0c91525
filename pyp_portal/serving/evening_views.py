"""The page of the last evening: the switch, the banners, and how the portal stands."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.accounts.views.posted import posted
from pyp_portal.evening import permissions, services
from pyp_portal.evening.models import Banner
from pyp_portal.history.services import timeline
from pyp_portal.serving import evening_state
from pyp_portal.serving.evening_forms import BannerForm, TurnForm

SHOWN = 20


@require_GET
def evening(request):
    """How the switch and the banners stand, and what to look at before a call closes."""
    require(permissions.can_view(request.user))
    return shown(request, TurnForm())


def shown(request, form, status=200):
    switch = services.switch()
    context = {
        "switch": switch,
        "form": form,
        "may_turn": permissions.can_turn(request.user),
        "banners": Banner.objects.all()[:SHOWN],
        "turns": timeline(switch).order_by("-seq")[:SHOWN],
        "state": evening_state.state(),
    }
    return render(request, "evening/evening.html", context, status=status)


@require_POST
def turn(request):
    """Turn the switch on or off, with a reason."""
    require(permissions.can_turn(request.user))
    form = TurnForm(request.POST)
    is_on = request.POST.get("to") == "on"
    verb = partial(services.turn, is_on, by=request.user)
    if form.is_valid() and attempted(form, lambda: verb(reason=form.cleaned_data["reason"])):
        said = (
            _("Search, overviews, documents and exports rest now.")
            if is_on
            else _("Everything is open again. What waited is being made now.")
        )
        messages.success(request, said)
        return redirect("evening:evening")
    return shown(request, form)


@require_http_methods(["GET", "POST"])
def banner(request, uid=None):
    """Write a banner, or change one: from when, until when, how urgent."""
    require(permissions.can_turn(request.user))
    found = get_object_or_404(Banner, uid=uid) if uid else None
    form = BannerForm(posted(request), instance=found)
    if form.is_valid() and attempted(form, partial(keep, form, request.user)):
        messages.success(request, _("The banner is kept. It shows on every page in its time."))
        return redirect("evening:evening")
    return render(request, "evening/banner.html", {"form": form, "banner": found})


def keep(form, by):
    """Write what the form holds; a form that names no version changes nothing that exists."""
    version = form.cleaned_data["version"] or 0
    found = Banner.objects.filter(pk=form.instance.pk).first() or Banner()
    try:
        services.write_banner(found, by=by, version=version, **form.words())
    except ValidationError:  # sent again, it is meant to stand in place of the other's words
        form.data = form.data.copy()
        form.data["version"] = found.version
        raise


def attempted(form, verb):
    """True when the verb was done; else the form says why not, and keeps what was typed."""
    try:
        verb()
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


@require_POST
def end_banner(request, uid):
    """Take a banner off every page now."""
    require(permissions.can_turn(request.user))
    found = get_object_or_404(Banner, uid=uid)
    if services.end_banner(found, by=request.user):
        messages.success(request, _("The banner is off every page."))
    else:
        messages.info(request, _("This banner had ended before, so nothing was changed."))
    return redirect("evening:evening")
