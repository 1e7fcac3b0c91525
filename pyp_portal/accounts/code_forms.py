"""The six digits of an app and the recovery codes, as people type them."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import without_thai_digits


class CodeField(forms.CharField):
    """Digits, also Thai ones, and with the spaces with which an app shows them."""

    def __init__(self, label, autocomplete):
        attrs = {"inputmode": "numeric", "autocomplete": autocomplete, "autofocus": True}
        super().__init__(label=label, widget=forms.TextInput(attrs))

    def to_python(self, value):
        return "".join(without_thai_digits(super().to_python(value) or "").split())


class DigitsForm(AuthenticateForm):
    """The second step of signing in, by the app."""

    code = CodeField(_("Six digits of the app"), "one-time-code")


class RecoveryForm(AuthenticateForm):
    """The second step of signing in, by a code that was kept for this day."""

    code = CodeField(_("Recovery code"), "off")


class DigitsAgainForm(ReauthenticateForm):
    """Once more, by the app."""

    code = CodeField(_("Six digits of the app"), "one-time-code")


class RecoveryAgainForm(ReauthenticateForm):
    """Once more, by a code that was kept."""

    code = CodeField(_("Recovery code"), "off")
