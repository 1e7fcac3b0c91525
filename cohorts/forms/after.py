"""What is typed when an issue ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import (
    ReasonForm,
    text,
)


class ClosingForm(forms.Form):
    """The end of an issue that was carried through."""

    summary_th = text(_("Closing summary"))
    lesson_th = text(_("What was learned"), required=False)
    is_public = forms.BooleanField(label=_("The lesson may be published"), required=False)


class DiscontinueForm(ReasonForm):
    """The end of an issue that is stopped."""

    lesson_th = text(_("What was learned"))
    is_public = forms.BooleanField(label=_("The lesson may be published"), required=False)
