"""Signing in with an identity that is proven elsewhere (OpenID Connect, such as ThaiD).

It proves the person and nothing more: it opens an account that its owner has linked before,
it makes none, and it gives no right (section 8.4). Of what the other side tells, a keyed hash
of one claim is kept, by which the person is known again; no number, no name, no address.
"""

from secrets import compare_digest

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

IDENTITY = "identity"  # how the one provider is called in addresses and rows


class WrongNonce(OAuth2Error):
    """The answer was made for another sign-in than the one that is under way."""


class Incomplete(OAuth2Error):
    """The answer lacks what proves the person."""


def nonce_of(state):
    """Bound to the one sign-in that this state stands for; nobody else can make it."""
    return salted_hmac("identity nonce", state or "", algorithm="sha256").hexdigest()


def hash_of(issuer, value):
    """By which the person is known again: nobody reads the number out of it."""
    made = salted_hmac(
        "identity", f"{issuer} {value}", secret=settings.IDENTITY_KEY, algorithm="sha256"
    )
    return made.hexdigest()


class Client(OAuth2Client):
    """Sends the nonce along."""

    def get_redirect_url(self, authorization_url, scope, extra_params):
        more = {**extra_params, "nonce": nonce_of(self.state)}
        return super().get_redirect_url(authorization_url, scope, more)


class Adapter(OpenIDConnectOAuth2Adapter):
    """Takes an answer only with a token that is signed, for us, fresh and of this sign-in."""

    client_class = Client

    def get_callback_url(self, request, app):
        return request.build_absolute_uri(reverse("accounts:identity_callback"))

    def complete_login(self, request, app, token, **kwargs):
        """The person behind the answer, once everything in it has been checked."""
        claims = self.checked(app, kwargs["response"].get("id_token"))
        if not compare_digest(str(claims.get("nonce", "")), nonce_of(request.GET.get("state"))):
            raise WrongNonce
        if not claims.get(settings.IDENTITY_CLAIM):
            raise Incomplete
        return self.get_provider().sociallogin_from_response(request, claims)

    def checked(self, app, id_token):
        """The claims of a token whose signature, issuer, audience and time are right."""
        if not id_token:
            raise Incomplete
        try:
            return jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=self.openid_config["jwks_uri"],
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (KeyError, TypeError, ValueError) as malformed:
            raise Incomplete from malformed


class IdentityProvider(OpenIDConnectProvider):
    """Asks for little and keeps less."""

    oauth2_adapter_class = Adapter
    pkce_enabled_default = True

    def get_scope_from_request(self, request):
        return self.get_scope()

    def get_auth_params_from_request(self, request, action):
        return self.get_auth_params()

    def extract_uid(self, data):
        return hash_of(data["iss"], data[settings.IDENTITY_CLAIM])

    def extract_extra_data(self, data):
        return {}

    def extract_common_fields(self, data):
        return {}

    def extract_email_addresses(self, data):
        return []
