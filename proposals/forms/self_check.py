"""The check of eligibility as a form that is sent by its address and kept nowhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.self_check import findings, items_for


class SelfCheckForm(forms.Form):
    """One choice for each question; the kind of agency from a list, the others as radios."""

    use_required_attribute = False
    summary_above = True

    def __init__(self, call, data=None):
        super().__init__(data)
        self.call = call
        for item in items_for(call):
            pairs = [(option.value, option.label) for option in item.options]
            is_long = item.key == "kind"
            self.fields[item.key] = forms.ChoiceField(
                label=item.label,
                choices=[("", _("Choose")), *pairs] if is_long else pairs,
                widget=forms.Select if is_long else forms.RadioSelect,
                error_messages={"required": _("Choose an answer.")},
            )

    def findings(self):
        """What each answer means, in the order of the questions."""
        return list(findings(self.call, self.cleaned_data))
