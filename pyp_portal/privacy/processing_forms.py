"""What is typed about an activity of processing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ThaiField
from pyp_portal.privacy.models import Processing
from pyp_portal.privacy.processing_models import MOST


class BeginForm(forms.Form):
    """The name of a new activity."""

    title_th = ThaiField(label=_("Name of the activity"), max_length=200)


class ProcessingForm(forms.Form):
    """Everything that section 39 asks of an activity; "none" is an answer too."""

    title_th = ThaiField(label=_("Name of the activity"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, one, **kwargs):
        kept = {name: getattr(one, name) for name in [*Processing.WORDS, "version"]}
        super().__init__(*args, initial=kept, **kwargs)
        for name in Processing.WORDS[1:]:
            self.fields[name] = ThaiField(
                label=Processing.label_of(name),
                max_length=MOST,
                widget=forms.Textarea({"rows": 2}),
            )
