"""What is typed about a deliverable: a version, a comment."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import FileField, ReasonForm, text


class DeliverableForm(forms.Form):
    """What is handed in."""

    summary = text(_("In short"), limit=2000, required=False)
    file = FileField(label=_("File"))

    def clean(self):
        data = super().clean()
        if not (data.get("summary") or data.get("file") or self.errors):
            raise ValidationError(_("Write in short what is handed in, or choose its file."))
        return data


class CommentForm(forms.Form):
    """What somebody says about the version that stands there."""

    said = text(_("Your comment"), limit=2000, rows=3)


class SendBackForm(ReasonForm):
    """What is missing in the version that the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput)
