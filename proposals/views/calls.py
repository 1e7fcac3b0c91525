"""The public page of a call."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from proposals import permissions
from proposals.models import Call
from proposals.questions import STEPS


@login_not_required
def call(request, fiscal_year=None):
    """What is called for, who may propose, until when, and what the form asks."""
    if fiscal_year:
        shown = get_object_or_404(Call, fiscal_year=fiscal_year)
    else:
        shown = Call.objects.current()
    if shown is None:
        raise Http404
    return render(
        request,
        "proposals/call.html",
        {
            "call": shown,
            "steps": [shown.form.step_words(step) for step in STEPS],
            "may_start": shown.takes_drafts and may_start(request.user),
        },
    )


def may_start(user):
    """Members of an agency who may write, and officers."""
    if not user.is_authenticated:
        return False
    return user.is_sto_staff or any(
        permissions.can_start(member.agency, user) for member in user.active_memberships
    )
