"""What is typed about rounds: the answer to who asks, and which missing points are asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MAX
from selection.forms.parts import ReasonForm, area


class NothingForm(forms.Form):
    """A page that asks for nothing but the press of its button."""


class AnswerForm(forms.Form):
    """Granted or not; a refusal says why."""

    is_granted = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[
            ("yes", _("Open it: the change is sealed as a new version")),
            ("no", _("Leave it closed")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = area(_("Reason, where you say no"), rows=3, required=False, max_length=REASON_MAX)


class PointsForm(ReasonForm):
    """Which missing sheets of a session are opened again, and why."""

    sheets = forms.MultipleChoiceField(
        label=_("Open again for"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one sheet."),
            "invalid_choice": _("One of these sheets is open or done already: look again."),
        },
    )
    field_order = ("sheets", "reason")

    def __init__(self, *args, sheets, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_uid = {str(sheet.uid): sheet for sheet in sheets}
        self.fields["sheets"].choices = [
            (uid, f"{sheet.proposal.code} · {sheet.seat.user}{self._note(sheet)}")
            for uid, sheet in self.by_uid.items()
        ]

    @staticmethod
    def _note(sheet):
        return " · " + _("was noted as present after this pitch") if sheet.was_never_open else ""

    def chosen(self):
        """The sheets that were ticked."""
        return [self.by_uid[uid] for uid in self.cleaned_data["sheets"]]
