"""What is asked: a person, a record, or both."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ThaiField


class AskForm(forms.Form):
    """Whom, and about what."""

    person = ThaiField(
        label=_("Person"),
        help_text=_("Any part of the name, or the e-mail"),
        max_length=200,
        required=False,
    )
    record = ThaiField(
        label=_("Record"),
        help_text=_(
            "Number of a proposal or document, code of an agency, number of a meeting such as "
            "1/2568, or the address of its page"
        ),
        max_length=300,
        required=False,
    )
