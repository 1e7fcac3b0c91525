"""What is typed about a reminder: why it is held back; to how many a rule may write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ThaiField


class HoldForm(forms.Form):
    """The reason stands in the history."""

    reason = ThaiField(label=_("Why is it held back?"), min_length=5, max_length=300)


class AllowForm(forms.Form):
    """The day, the rule and the count that the page showed."""

    rule = forms.CharField(max_length=20)
    day = forms.DateField(input_formats=["%Y-%m-%d"])
    people = forms.IntegerField(min_value=1, max_value=1_000_000)
