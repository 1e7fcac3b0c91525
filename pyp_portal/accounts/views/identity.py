"""Sign-in with another service: begin, come back, link it with one's account, unlink it."""

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal.accounts import services
from pyp_portal.accounts.identity import IDENTITY, Adapter
from pyp_portal.accounts.identity_adapter import SENTENCES

registry.load()


@require_http_methods(["GET", "POST"])
def identity(request):
    """Whether my account is linked, and the way to link or unlink it."""
    offered()
    linked = SocialAccount.objects.filter(user=request.user, provider=IDENTITY).first()
    if request.method == "GET":
        return render(request, "accounts/identity.html", {"linked": linked})
    if not linked:
        return go(request, AuthProcess.CONNECT)
    services.unlink_identity(linked)
    messages.success(request, _("The link is cut. You sign in with e-mail and password."))
    return redirect("accounts:identity")


@login_not_required
@require_POST
def begin(request):
    """To the other service, in order to sign in."""
    offered()
    return go(request, AuthProcess.LOGIN)


@login_not_required
@require_GET
def callback(request):
    """Back from the other service, with its answer."""
    offered()
    return OAuth2CallbackView.adapter_view(Adapter(request, IDENTITY))(request)


def offered():
    """There is no such page where the office has not set up a service."""
    if not settings.IDENTITY_NAME:
        raise Http404


def go(request, process):
    """To the other service; where it does not answer, the page says how to go on."""
    try:
        return get_adapter().get_provider(request, IDENTITY).redirect(request, process)
    except OSError:
        context = {"sentence": SENTENCES[OSError]}
        return render(request, "account/identity_refused.html", context, status=503)
