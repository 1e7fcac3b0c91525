"""What is typed about rounds: the answer to who asks to open a sealed sheet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MAX
from selection.forms.parts import area


class NothingForm(forms.Form):
    """A page that asks for nothing but the press of its button."""


class AnswerForm(forms.Form):
    """Granted or not; a refusal says why."""

    is_granted = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("yes", _("Open it: the change is sealed as a new version")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = area(_("Reason, where you say no"), rows=3, required=False, max_length=REASON_MAX)
