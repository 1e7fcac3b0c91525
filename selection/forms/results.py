"""What is typed about announcements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import BuddhistDateField, ThaiField
from selection.forms.parts import person
from selection.models import Announcement


class AnnouncementForm(forms.ModelForm):
    """A new announcement."""

    class Meta:
        model = Announcement
        fields = ["kind", "title_th", "meeting"]

    def __init__(self, *args, meetings, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["kind"].choices = kinds


class SignForm(forms.Form):
    """Number, date and signatory of an announcement."""

    number = ThaiField(label=_("Number of the announcement"), max_length=80)
    date = BuddhistDateField(label=_("Date of the announcement"))
    signed_by = forms.EmailField(label=_("E-mail of who signed it"))

    def clean_signed_by(self):
        return person(self.cleaned_data["signed_by"])
