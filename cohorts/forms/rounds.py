"""What is typed about a round beside its report: months, another day, the contact, pictures."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import ReasonForm, line
from cohorts.forms.figures import ARABIC
from pyp_portal.accounts.fields import ProgrammeDateField

MOST_ROUNDS, LAST_MONTH = 8, 60


class MonthsField(forms.CharField):
    """Months after the presentation, such as "6, 12, 18": at most eight, within five years."""

    def __init__(self, **kwargs):
        help_text = _("Numbers with commas between, such as 6, 12, 18")
        super().__init__(**{"help_text": help_text, "max_length": 60, **kwargs})

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        typed = super().clean(value).translate(ARABIC)
        parts = [part for part in re.split(r"[\s,]+", typed) if part]
        months = {int(part) if part.isdecimal() and len(part) < 4 else 0 for part in parts}
        if not months or len(months) > MOST_ROUNDS or not months <= set(range(1, LAST_MONTH + 1)):
            raise ValidationError(
                _("Write at most eight whole numbers from 1 to 60, with commas between.")
            )
        return sorted(months)


class MoveForm(ReasonForm):
    """Another day on which the report is due."""

    due_on = ProgrammeDateField(label=_("New day"))
    field_order = ("due_on", "reason")


class ContactForm(ReasonForm):
    """Who writes the reports from now on."""

    person = forms.ChoiceField(
        label=_("Who writes the reports from now on?"), widget=forms.RadioSelect
    )
    field_order = ("person", "reason")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        names = [(key, self.named(person)) for key, person in self.people.items()]
        self.fields["person"].choices = names

    @staticmethod
    def named(person):
        """The name with the e-mail, such that two of one name are told apart."""
        return f"{person.name_th} · {person.email}"

    def clean_person(self):
        return self.people[self.cleaned_data["person"]]


class PhotoForm(forms.Form):
    """A picture, what is to be seen in it, and whether those in it agree."""

    file = forms.FileField(label=_("Picture file"), help_text=_("JPEG or PNG of at most 10 MB"))
    caption = line(_("What is to be seen"))
    consented = forms.BooleanField(
        label=_("Everybody in the picture agrees that it is published"), required=False
    )
    people = forms.MultipleChoiceField(
        label=_("Who of the team can be recognised"),
        help_text=_("Each of them decides in “My personal data” whether it is published."),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "form-check-input"}),
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(one.uid): one for one in people}
        self.fields["people"].choices = [(uid, str(one)) for uid, one in self.people.items()]

    def clean_people(self):
        return [self.people[uid] for uid in self.cleaned_data["people"]]


class ReferenceForm(forms.Form):
    """The number under which the project stands in eMENSCR."""

    emenscr_ref = line(_("Number in eMENSCR"), required=False, limit=40)
