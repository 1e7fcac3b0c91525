"""The paper of an agency: its scan, when it came, under which number."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import LimitedField
from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField


class PaperForm(forms.Form):
    """What an officer says of the paper before entering it."""

    use_required_attribute = False
    received_on = ProgrammeDateField(label=_("Paper received on"))
    letter_no = LimitedField(most=80, label=_("Number of the agency's letter"))
    scan = forms.FileField(
        label=_("Scan of the paper (PDF, JPG or PNG, at most 20 MB)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.fields["scan"].help_text = _("Choose the file again: a browser forgets it.")

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise ValidationError(_("This date lies in the future."))
        return day
