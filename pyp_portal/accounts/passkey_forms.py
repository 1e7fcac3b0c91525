"""The form for a new passkey, in our words."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ThaiField


class PasskeyForm(AddWebAuthnForm):
    """A name by which one tells it from others, and whether it is enough by itself."""

    name = ThaiField(
        label=_("Name of the passkey"),
        max_length=80,
        required=False,
        help_text=_("By which you tell it from others, for example “my phone”"),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"),
        required=False,
        initial=True,
        help_text=_("It then asks for your finger, your face or a PIN each time."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["name"] = ""  # a name that one has not chosen tells nothing
