"""What a person can show beside the password: a passkey first, a recovery code last."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

PASSKEY, DIGITS, RECOVERY = "passkey", "digits", "recovery"
KINDS = {PASSKEY: Authenticator.Type.WEBAUTHN, DIGITS: Authenticator.Type.TOTP}
# The page on which somebody who is signed in shows it once more.
AGAIN = {
    PASSKEY: "mfa_reauthenticate_webauthn",
    DIGITS: "mfa_reauthenticate",
    RECOVERY: "mfa_reauthenticate_by_recovery",
}
WORDS = {
    PASSKEY: _("Use a passkey"),
    DIGITS: _("Use the six digits of the app"),
    RECOVERY: _("Use a recovery code"),
}


def ways_of(user):
    """What this person has set up, the strongest first; empty where the password is all.

    Recovery codes only help out: they are none by themselves, nor when all were used.
    """
    had = {one.type: one for one in Authenticator.objects.filter(user=user)}
    strong = [way for way, kind in KINDS.items() if kind in had]
    codes = had.get(Authenticator.Type.RECOVERY_CODES)
    has_code = strong and codes and codes.wrap().get_unused_codes()
    return [*strong, RECOVERY] if has_code else strong
