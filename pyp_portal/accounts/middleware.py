"""Who opens other people's papers signs in with a second factor before anything else."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pyp_portal.accounts.roles import NEEDS_SECOND_FACTOR

SET_UP = "mfa_activate_totp"
STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only help out
# What a person may open before the second factor is set up: setting it up, reading how, leaving.
OPEN_TO_ALL = frozenset(
    {
        "account_confirm_email",
        "account_email",
        "account_email_verification_sent",
        "account_logout",
        "account_reauthenticate",
        "guides:guide",
        "guides:guides",
        "guides:paper",
        "healthz",
        "readyz",
        "set_language",
    }
)


class SecondFactor:
    """Leads people with a role to the set-up of their second factor until it is done."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if name.startswith("mfa_") or name in OPEN_TO_ALL or not lacks_one(request.user):
            return None
        messages.warning(
            request, _("Your role needs two-step sign-in. Set it up once, then go on.")
        )
        return redirect(SET_UP)


def lacks_one(user):
    """True for a person whose role needs a second factor that is not set up."""
    if not (settings.SECOND_FACTOR_REQUIRED and user.is_authenticated):
        return False
    needs = bool(user.roles & NEEDS_SECOND_FACTOR)
    return needs and not is_mfa_enabled(user, STRONG)
