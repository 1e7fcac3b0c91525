"""What members type: declarations and score sheets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MIN
from selection.forms.parts import WholeForm, area
from selection.kinds import Interest, Severity


class DeclareForm(forms.Form):
    """What ties a member to a proposal."""

    severity = forms.ChoiceField(
        label=_("What ties you to this proposal?"), choices=Severity, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("Kind of interest"), choices=[("", "–"), *Interest.choices], required=False
    )
    reason = area(_("Explanation"), rows=3, required=False)


class CorrectForm(DeclareForm):
    """What a clerk writes for a member, with the words in which they were told."""

    severity = forms.ChoiceField(
        label=_("What ties the member to this proposal?"),
        choices=Severity,
        widget=forms.RadioSelect,
    )
    reason = area(_("Explanation"), rows=3, min_length=REASON_MIN)


class SheetForm(WholeForm):
    """A score sheet: points and a comment for each criterion, then words to the applicant."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, criteria, half=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[criterion.code] = forms.DecimalField(
                label=str(criterion),
                min_value=1,
                max_value=5,
                step_size=0.5 if half else 1,
                required=False,
            )
            self.fields[f"{criterion.code}_comment"] = area(_("Reason for these points"), rows=2)
            self.fields[f"{criterion.code}_comment"].required = False

    def renew(self, version):
        """Show what was typed over this newer version of the sheet."""
        self.data = self.data.copy()
        self.data["version"] = version

    def verdict(self):
        """Keyword arguments for the verb."""
        data = self.cleaned_data
        return {
            "points": {c.code: data[c.code] for c in self.criteria},
            "comments": {c.code: data[f"{c.code}_comment"] for c in self.criteria},
            "strength": data["strength"],
            "advice": data["advice"],
            "confidence": data["confidence"],
            "version": data["version"],
        }
