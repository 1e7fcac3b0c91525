"""What is typed about the exercise: which proposal, points, what was agreed on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.models import Proposal
from pyp_portal.accounts.fields import ThaiField
from selection.forms.parts import area
from selection.services.exercising import LEVELS, NOTE_MAX


class ChooseForm(forms.Form):
    """The number of a past proposal that the person may see."""

    code = ThaiField(label=_("Number of a past proposal"), max_length=20)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self):
        visible = Proposal.objects.visible_to(self.user).select_related("call")
        found = visible.filter(code__iexact=self.cleaned_data["code"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("You see no proposal with this number."))
        return found


class PracticeForm(forms.Form):
    """One level for each criterion."""

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[criterion.code] = forms.TypedChoiceField(
                label=str(criterion),
                choices=[(level, level) for level in LEVELS],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level for every criterion.")},
            )

    def rows(self):
        """Each criterion with its anchors and the level chosen."""
        for criterion in self.criteria:
            field = self[criterion.code]
            chosen = str(field.value() or "")
            steps = [(*step, str(step[0]) == chosen) for step in criterion.steps()]
            yield criterion, field, steps


class AgreedForm(forms.Form):
    """What the committee agreed on after the exercise."""

    note = area(_("What the committee agreed on"), rows=4, required=False, max_length=NOTE_MAX)
    version = forms.IntegerField(widget=forms.HiddenInput)
