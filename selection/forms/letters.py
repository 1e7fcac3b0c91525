"""What is typed about result letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MIN
from selection.forms.parts import area

MOST = 4000


class LetterForm(forms.Form):
    """The three texts of a letter, and which version of them was read."""

    use_required_attribute = False
    reason = area(_("Opinion of the committee"), rows=4, max_length=MOST, min_length=REASON_MIN)
    strengths = area(_("Strengths, one a line"), rows=6, max_length=MOST, required=False)
    advice = area(_("Advice, one a line"), rows=6, max_length=MOST, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def renew(self, version):
        """The same texts over a newer version, after somebody else wrote."""
        self.data = self.data.copy()
        self.data["version"] = version


class ApproveForm(forms.Form):
    """Which version is approved, and whether its tone may stand."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    keeps_tone = forms.BooleanField(
        label=_("I have read what was found; it may stand"), required=False
    )
