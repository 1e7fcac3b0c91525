"""What people have set up beside the password, in tests."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time


def passkey_of(person):
    """A row of a passkey; no device stands behind it."""
    data = {"name": "โทรศัพท์", "credential": {}}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def digits(secret):
    """What the authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06}"
