"""What is typed about announcements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from selection.forms.parts import area, person
from selection.kinds import AnnouncementKind
from selection.models import Announcement

# A promotion is announced by the act of moving up itself.
DRAFTED = (AnnouncementKind.SHORTLIST, AnnouncementKind.RESULT)


class AnnouncementForm(forms.ModelForm):
    """A new announcement."""

    class Meta:
        model = Announcement
        fields = ["kind", "title_th", "meeting"]
        field_classes = {"title_th": ThaiField}

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset, self.fields["meeting"].empty_label = meetings, "–"
        self.fields["kind"].choices = [(k.value, k.label) for k in DRAFTED]


class SignForm(forms.Form):
    """Number, date and signatory of an announcement."""

    number = ThaiField(label=_("Number of the announcement"), max_length=80)
    date = ProgrammeDateField(label=_("Date of the announcement"))
    signed_by = forms.EmailField(label=_("E-mail of who signed it"))

    portfolio_reason = area(
        _("Why the committee departs from the limits"), required=False, max_length=1000
    )

    def __init__(self, *args, beyond=(), **kwargs):
        super().__init__(*args, **kwargs)
        if beyond:
            said = " ".join(excess.sentence for excess in beyond)
            self.fields["portfolio_reason"].help_text = said
            self.fields["portfolio_reason"].required = True
        else:
            del self.fields["portfolio_reason"]

    def clean_signed_by(self):
        return person(self.cleaned_data["signed_by"])
