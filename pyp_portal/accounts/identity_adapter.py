"""How the portal meets an identity that is proven elsewhere: links it, or says why not."""

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pyp_portal.accounts.identity import Incomplete, WrongNonce
from pyp_portal.history.services import record

UNKNOWN = gettext_lazy("The answer could not be read. Sign in with e-mail and password.")
# What went wrong with an answer, the first that fits: nothing of it is believed.
SENTENCES = {
    WrongNonce: gettext_lazy("The answer belongs to another sign-in. Begin again from here."),
    Incomplete: gettext_lazy("The answer does not say who you are. Begin again from here."),
    jwt.ExpiredSignatureError: gettext_lazy("The answer came too late. Begin again from here."),
    jwt.InvalidIssuerError: gettext_lazy("The answer is not of the service that was asked."),
    jwt.InvalidAudienceError: gettext_lazy("The answer was made for another site than this one."),
    jwt.InvalidSignatureError: gettext_lazy("The signature of the answer is wrong."),
    OSError: gettext_lazy("The service does not answer now. Sign in with e-mail and password."),
}
NO_STATE = gettext_lazy("This sign-in is over or did not begin in this browser. Begin again.")
CANCELLED = gettext_lazy("You did not go on there. Nothing has been done.")


class IdentityAdapter(DefaultSocialAccountAdapter):
    """What the sign-in library asks of the site it is in."""

    def is_open_for_signup(self, request, sociallogin):
        """An identity makes no account: people are let in by agencies and the office."""
        return False

    def pre_social_login(self, request, sociallogin):
        """Only an account that is linked opens."""
        connects = sociallogin.state.get("process") == AuthProcess.CONNECT
        if connects or sociallogin.is_existing:
            return
        messages.warning(
            request,
            _(
                "No account is linked with this identity. Sign in with e-mail and password, then "
                "link it under “Sign-in with another service”."
            ),
        )
        raise ImmediateHttpResponse(redirect("account_login"))

    def send_notification_mail(self, template_prefix, user, *args, **kwargs):
        """The one mail there is says that an account was linked; the history keeps it too."""
        record(user, "identity linked", by=user)
        return super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ):
        """A page with the sentence of what went wrong, instead of the library's own."""
        context = {"sentence": sentence_of(error, exception, extra_context or {})}
        page = render(request, "account/identity_refused.html", context, status=401)
        page._has_been_logged = True  # meant to be so: no error for the log
        raise ImmediateHttpResponse(page)

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("accounts:identity")


def sentence_of(error, exception, context):
    """Why an answer was refused, in words."""
    if error == AuthError.CANCELLED:
        return CANCELLED
    if exception is None:
        return NO_STATE if "state_id" in context else UNKNOWN
    found = [exception, exception.__cause__]
    fits = (words for kind, words in SENTENCES.items() if any(isinstance(e, kind) for e in found))
    return next(fits, UNKNOWN)
