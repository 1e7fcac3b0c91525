"""What an officer types about a message: why it goes again, what came back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal import thai
from pyp_portal.outbox.models import Message

SOME = 25  # as many as a page of the queue shows


class SaidField(forms.CharField):
    """A sentence of a person, mended as all Thai text is."""

    def __init__(self, **kwargs):
        super().__init__(**{"min_length": 5, "max_length": 300, **kwargs})

    def to_python(self, value):
        return thai.normalise(super().to_python(value) or "")


class ReasonForm(forms.Form):
    reason = SaidField(label=_("Reason"), help_text=_("At least 5 characters."))


class ResendForm(ReasonForm):
    """Which messages go once more, and why."""

    uids = forms.ModelMultipleChoiceField(
        Message.objects.all(),
        to_field_name="uid",
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Choose the messages that are to be sent once more.")},
    )

    def clean_uids(self):
        chosen = self.cleaned_data["uids"]
        if len(chosen) > SOME:
            raise forms.ValidationError(_("At most %(most)d messages at once.") % {"most": SOME})
        return chosen


class CameBackForm(forms.Form):
    """What the returned mail says, and whether the address is still good."""

    kind = forms.ChoiceField(
        label=_("What does the returned mail say?"),
        choices=[
            ("gone", _("Nobody is at this address: send nothing there any more")),
            ("now", _("Not now, such as a full mailbox: the address stays open")),
        ],
        widget=forms.RadioSelect,
    )
    said = SaidField(label=_("Its words"), help_text=_("Copy the sentence that names the cause."))

    @property
    def is_gone(self):
        return self.cleaned_data["kind"] == "gone"
