"""Where a partner is asked to confirm its part, and what it answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import LimitedField, LooseEmailField
from proposals.forms.papers import reason_field
from proposals.grounds import REASON_MIN


class PartnerForm(forms.Form):
    """The address of one partner; not needed where people of the agency are in the portal."""

    use_required_attribute = False
    key = forms.CharField(max_length=220, widget=forms.HiddenInput)
    address = LooseEmailField(
        required=False,
        max_length=254,
        label=_("E-mail address of the partner"),
        help_text=_("The link goes to this address only. It works for 21 days."),
    )

    @classmethod
    def of(cls, part, number, data=None, *, address="", speakers=()):
        """The form of one partner among several on a page."""
        form = cls(
            data, initial={"key": part.key, "address": address}, auto_id=f"id_partner{number}_%s"
        )
        form.fields["address"].is_optional = bool(speakers)
        if speakers:
            names = ", ".join(str(person) for person in speakers)
            form.fields["address"].help_text = _("In the portal it goes to %(names)s too.") % {
                "names": names
            }
        return form


class AnswerForm(forms.Form):
    """Confirm, or decline with a reason; who has no account there gives name and position."""

    use_required_attribute = False
    name = LimitedField(most=200, label=_("Your name"))
    position = LimitedField(most=200, label=_("Your position"))
    reason = reason_field(_("Why not (needed to decline)"))

    def __init__(self, *args, speaks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        for name in ("name", "position"):
            self.fields[name].required, self.fields[name].is_optional = True, False
        if speaks:
            del self.fields["name"], self.fields["position"]

    @property
    def confirms(self):
        """True when the button for it was pressed."""
        return "confirm" in self.data

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if not self.confirms and len(reason) < REASON_MIN:
            raise ValidationError(_("Give at least 10 characters."))
        return reason
