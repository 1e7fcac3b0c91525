"""The page of an address that was left to be told what changed: confirmed, or taken back."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cohorts.models import AnswerWish
from cohorts.services import wishing


def wish_of(uid):
    """An address by the link in its mail, which nobody can guess; None once it is gone."""
    return AnswerWish.objects.filter(uid=uid).select_related("activity").first()


@login_not_required
@require_GET
def wish(request, uid):
    """What it was left for, and the two buttons; looking changes nothing."""
    found = wish_of(uid)
    response = render(request, "issues/wish.html", {"wish": found}, status=200 if found else 404)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_POST
def confirm(request, uid):
    """Yes, it may be told."""
    if found := wish_of(uid):
        wishing.confirm_wish(found)
    return redirect("issues:wish", uid)


@login_not_required
@require_POST
def erase(request, uid):
    """Delete it; the page then says that nothing is kept."""
    if found := wish_of(uid):
        wishing.erase_wish(found)
    return redirect("issues:wish", uid)
