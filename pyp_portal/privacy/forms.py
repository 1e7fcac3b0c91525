"""What is typed about a right, and what the office answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from pyp_portal.privacy.models import Outcome, Right

MOST = 2000


class AskForm(forms.Form):
    """What a person asks of the office."""

    right = forms.ChoiceField(label=_("What do you ask for?"), choices=Right)
    words = ThaiField(
        label=_("Which data, and why"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EnterForm(AskForm):
    """What somebody without account asked on paper."""

    name = ThaiField(label=_("Name"), max_length=200)
    contact = ThaiField(label=_("Address or e-mail for the answer"), max_length=300)
    received_on = ProgrammeDateField(label=_("Received on"))
    field_order = ["name", "contact", "received_on", "right", "words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["right"].label = _("What is asked")

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise ValidationError(_("This day is still to come: enter the day it arrived."))
        return day


class AnswerForm(forms.Form):
    """What became of a request, and why."""

    outcome = forms.ChoiceField(
        label=_("What became of it"), choices=Outcome, widget=forms.RadioSelect
    )
    words = ThaiField(
        label=_("Answer"),
        help_text=_("What was done, or on which ground not. The person reads these words."),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WhyForm(forms.Form):
    """Why something is proposed, or why a second person does not agree."""

    reason = ThaiField(
        label=_("Reason"),
        help_text=_("The second person reads it, and the history keeps it."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KeepForm(WhyForm):
    """Why one record is kept beyond its time."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="hold-%s", **kwargs)
        self.fields["reason"].help_text = _(
            "It stands beside the record for as long as it is held back."
        )
