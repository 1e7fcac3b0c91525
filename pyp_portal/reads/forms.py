"""What the access log may be asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from pyp_portal.reads import register


def _choices():
    """Everything that is noted, by its words."""
    known = sorted(register.table().items(), key=lambda row: str(row[1].words))
    return [("", _("Everything that is noted")), *((name, row.words) for name, row in known)]


class AskedForm(forms.Form):
    """The question to the log, as the address holds it."""

    who = ThaiField(label=_("Name or e-mail of the reader"), required=False, max_length=200)
    about = ThaiField(label=_("Number of the proposal, or year"), required=False, max_length=40)
    what = forms.ChoiceField(label=_("What was read"), required=False, choices=_choices)
    first = ProgrammeDateField(label=_("From"), required=False)
    last = ProgrammeDateField(label=_("To"), required=False)

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            raise ValidationError(_("The last day lies before the first: change one of them."))
        return self.cleaned_data
