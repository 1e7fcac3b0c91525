"""Whom to ask for the endorsement, and what the head of the agency answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import LimitedField, LooseEmailField
from proposals.forms.papers import reason_field
from proposals.grounds import REASON_MIN


class AskForm(forms.Form):
    """A member with the right to endorse, or the address of a head without account."""

    use_required_attribute = False
    head = forms.ChoiceField(required=False, label=_("Head of the agency in the portal"))
    address = LooseEmailField(
        required=False,
        label=_("Or the e-mail address of a head without account"),
        help_text=_("The link goes to this address only. It works for 14 days."),
    )

    def __init__(self, *args, heads, **kwargs):
        super().__init__(*args, **kwargs)
        self.heads = {str(person.uid): person for person in heads}
        choices = [(uid, str(person)) for uid, person in self.heads.items()]
        self.fields["head"].choices = [("", "–"), *choices]
        for field in self.fields.values():
            field.is_optional = False  # one of the two is needed
        if not heads:
            del self.fields["head"]
            self.fields["address"].label = _("E-mail address of the head of the agency")

    def clean(self):
        data = super().clean()
        named = [name for name in ("head", "address") if data.get(name)]
        if not named and not self.errors:
            self.add_error("address", _("Choose a person or type an address."))
        if len(named) == 2:
            self.add_error("address", _("Choose a person or type an address, not both."))
        return data

    def whom(self):
        """The arguments of the verb."""
        head = self.heads.get(self.cleaned_data.get("head", ""))
        return {"head": head} if head else {"address": self.cleaned_data["address"]}


class HeadForm(forms.Form):
    """Endorse, or send back with a reason; who has no account gives name and position."""

    use_required_attribute = False
    name = LimitedField(most=200, label=_("Your name"))
    position = LimitedField(most=200, label=_("Your position"))
    reason = reason_field(_("What is to be changed (needed to send it back)"))

    def __init__(self, *args, has_account, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["position"].required = self.fields["name"].required = not has_account
        for name in ("name", "position"):
            self.fields[name].is_optional = False
        if has_account:
            del self.fields["name"], self.fields["position"]

    @property
    def endorses(self):
        """True when the button for it was pressed."""
        return "endorse" in self.data

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if not self.endorses and len(reason) < REASON_MIN:
            raise ValidationError(_("Give at least 10 characters."))
        return reason
