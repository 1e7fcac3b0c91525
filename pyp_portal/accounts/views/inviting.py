"""Invite a colleague; the page behind the link, which acts only when a button is pressed."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.accounts import permissions, services
from pyp_portal.accounts.inviting_forms import InvitedForm, InviteForm
from pyp_portal.accounts.models import Agency, Invitation
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services.inviting import has_account, is_meant, why_dead
from pyp_portal.accounts.views.kept import leads_to_kept
from pyp_portal.accounts.views.posted import posted

AFTER = "accounts:my_agencies"


@require_http_methods(["GET", "POST"])
@leads_to_kept
def invite(request, code):
    """Send a colleague the link."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user), code=code)
    require(permissions.can_invite(agency, request.user))
    form = InviteForm(posted(request))
    if form.is_valid() and sent(request, agency, form):
        return redirect("accounts:colleagues", code)
    return render(request, "accounts/invite.html", {"agency": agency, "form": form})


def sent(request, agency, form):
    """Whether the link is on its way; else the sentence stands at the field."""
    address = form.cleaned_data["address"]
    try:
        services.invite(agency, address, rights=form.rights, by=request.user)
    except Refused as refused:
        form.add_error("address", refused.sentence)
        return False
    messages.success(request, _("The invitation is on its way to %(to)s.") % {"to": address})
    return True


@require_POST
def send_again(request, uid):
    """The same link once more."""
    return done(request, uid, services.send_again, _("The invitation is sent again."))


@require_POST
def take_back(request, uid):
    """The link leads nowhere from now on."""
    verb = services.take_back_invitation
    return done(request, uid, verb, _("The invitation is taken back; its link no longer works."))


def done(request, uid, verb, said):
    visible = Invitation.objects.visible_to(request.user)
    invitation = get_object_or_404(visible.select_related("agency"), uid=uid)
    require(permissions.can_invite(invitation.agency, request.user))
    try:
        verb(invitation, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, said)
    return redirect("accounts:colleagues", invitation.agency.code)


# --- The other end of the link --------------------------------------------------


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def invited(request, token):
    """Read who invites, then accept with a button; opening the page does nothing (S22)."""
    links = Invitation.objects.of_token(token)
    invitation = get_object_or_404(links.for_list())
    if dead := why_dead(invitation):
        return over(request, dead)
    if request.user.is_authenticated:
        return for_person(request, invitation)
    if has_account(invitation):
        return shown(request, invitation, "sign_in")
    return for_newcomer(request, invitation)


def over(request, sentence):
    return render(request, "accounts/invited_over.html", {"sentence": sentence})


def shown(request, invitation, way, form=None):
    """The page, with one way to go on: accept, sign in, sign up, or be somebody else."""
    context = {"invitation": invitation, "way": way, "form": form, "here": request.path}
    return render(request, "accounts/invited.html", context)


def for_person(request, invitation):
    """Whoever is signed in accepts, or reads that the invitation is not theirs."""
    if not is_meant(invitation, request.user):
        return shown(request, invitation, "wrong_person")
    if request.method == "GET":
        return shown(request, invitation, "accept")
    try:
        services.accept_invitation(invitation, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        words = {"agency": invitation.agency}
        messages.success(request, _("You work for %(agency)s now.") % words)
    return redirect(AFTER)


def for_newcomer(request, invitation):
    """Names and a password make an account: the link has proven the address."""
    form = InvitedForm(posted(request), address=invitation.address)
    if not form.is_valid():
        return shown(request, invitation, "sign_up", form)
    try:
        person = services.sign_up_invited(invitation, **form.person)
    except Refused as refused:  # somebody was faster: the page says what is so now
        messages.warning(request, refused.sentence)
        return redirect(invitation)
    words = {"agency": invitation.agency}
    messages.success(request, _("You work for %(agency)s now.") % words)
    known = {"email": invitation.address}
    return perform_password_login(request, known, Login(person, redirect_url=reverse(AFTER)))
