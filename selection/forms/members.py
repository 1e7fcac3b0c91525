"""What is typed about members: the terms, what they know, when they are away, where they worked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from selection.forms.parts import area


class TermsForm(forms.Form):
    """A version of the terms."""

    text = area(_("Terms"), rows=16)
