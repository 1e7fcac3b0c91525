"""What the person who was named says: yes or no, and who may see their contacts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import text
from cohorts.sharing import allowed


class AnswerForm(forms.Form):
    """The person says yes, having read the notice, or no with a reason."""

    answer = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        error_messages={
            "required": _("Please say whether you take the seat or decline it."),
            "invalid_choice": _("Please say whether you take the seat or decline it."),
        },
    )
    privacy_seen = forms.BooleanField(label=_("I have read the privacy notice"), required=False)
    reason = text(_("If you decline, why"), required=False, limit=1000, rows=2)

    def clean(self):
        data = super().clean()
        answer = data.get("answer")
        if answer == "yes" and not data.get("privacy_seen"):
            self.add_error("privacy_seen", _("Please read the privacy notice first."))
        if answer == "no" and not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Please say in a few words why you decline the seat."))
        return data


class SharingForm(forms.Form):
    """Who reads e-mail and telephone number in the roster, within the rule of the year."""

    shares_email = forms.ChoiceField(label=_("Who sees your e-mail"), widget=forms.RadioSelect)
    shares_phone = forms.ChoiceField(
        label=_("Who sees your telephone number"), widget=forms.RadioSelect
    )

    def __init__(self, *args, limit, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [(choice.value, choice.label) for choice in allowed(limit)]
