"""The office's page with the papers of a call, and the papers themselves."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from proposals import call_papers, permissions
from proposals.forms.inviting import InvitationForm
from proposals.models import Call
from proposals.services import inviting
from proposals.views.explaining import kept_call
from proposals.views.finding import attempt
from pyp_portal.access import require
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import deliver


@require_GET
def papers(request, fiscal_year):
    """What was given out about a call, and what can be."""
    return shown(request, kept_call(request, fiscal_year))


def shown(request, call, form=None):
    announced = list(call_papers.announcements(call))
    is_current = bool(announced) and call_papers.is_as_announced(call, announced[0])
    context = {
        "call": call,
        "announced": announced,
        "is_current": is_current,
        "letters": call_papers.letters(call),
        "form": form or InvitationForm(call),
        "may_sign": permissions.can_sign_for_call(request.user),
    }
    return render(request, "proposals/call_papers.html", context)


@require_POST
def announce(request, fiscal_year):
    """The director gives the announcement out; others of the office see a draft."""
    call = kept_call(request, fiscal_year)
    if "draft" in request.POST:
        return redirect(
            "proposals:call_paper", call_papers.draft_announcement(call, request.user).uid
        )
    require(permissions.can_sign_for_call(request.user))
    verb = partial(inviting.announce, call, request.user)
    attempt(request, None, verb, _("The announcement is issued; everybody can fetch it."))
    return redirect("proposals:call_papers", fiscal_year)


@require_POST
def invite(request, fiscal_year):
    """The director gives a letter out; others of the office see a draft."""
    call = kept_call(request, fiscal_year)
    form = InvitationForm(call, request.POST)
    if not form.is_valid():
        return shown(request, call, form)
    if "draft" in request.POST:
        paper = call_papers.draft_letter(call, request.user, **form.facts)
        return redirect("proposals:call_paper", paper.uid)
    require(permissions.can_sign_for_call(request.user))
    verb = partial(inviting.invite, call, request.user, **form.facts)
    attempt(request, None, verb, _("The letter is issued. Type in its official number once sent."))
    return redirect("proposals:call_papers", fiscal_year)


@login_not_required
@require_safe
def paper(request, uid):
    """A paper about a call: the announcement for everybody, letters and drafts for the office.

    A draft is for who had it made alone.
    """
    found = Paper.objects.filter(record_type=Call._meta.label_lower, kind__in=KINDS, uid=uid)
    user = request.user
    is_public = Q(is_draft=False, kind=Kind.CALL)
    if not permissions.can_read_letters(user):
        return deliver(request, get_object_or_404(found, is_public))
    return deliver(request, get_object_or_404(found, Q(is_draft=False) | Q(issued_by=user)))


KINDS = (Kind.CALL, Kind.INVITATION)
