"""What the National Archives answered, as an administrator enters it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.archive.series import SERIES
from cohorts.forms.fields import line, one_of, text
from cohorts.models import Answer
from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField
from pyp_portal.templatetags.thai import num, thai_datetime


class PackageField(forms.ModelChoiceField):
    """One of the packages that were made: by when, and how much stood in it."""

    def label_from_instance(self, package):
        return _("Made on %(when)s, %(files)s files, %(start)s…") % {
            "when": thai_datetime(package.packed_at),
            "files": num(package.files),
            "start": package.export.sha256[:12],
        }


class AnswerForm(forms.Form):
    """Answer, letter, and which package went over."""

    answer = one_of(Answer, _("What did the archives answer?"))
    taken = forms.MultipleChoiceField(
        label=_("Which series did they take over?"),
        help_text=_("Only where they took over a part."),
        choices=[(one.key, one.title) for one in SERIES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    package = PackageField(
        label=_("Which package was handed in?"),
        help_text=_("Not needed where nothing was taken over."),
        queryset=None,
        to_field_name="uid",
        required=False,
    )
    letter_no = line(_("Number of the letter"), limit=80)
    letter_date = ProgrammeDateField(label=_("Date of the letter"))
    note = text(_("Note"), required=False, limit=1000)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, offer, packages, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.fields["package"].queryset = packages
        self.fields["package"].empty_label = _("No package")

    def clean_letter_date(self):
        day = self.cleaned_data["letter_date"]
        if day > clock.today():
            raise ValidationError(_("The letter cannot be of a day to come."))
        if day < clock.localdate(self.offer.offered_at):
            raise ValidationError(_("The letter cannot be older than the offer."))
        return day

    def clean(self):
        data = super().clean()
        answer = data.get("answer")
        if answer and Answer(answer).takes and not data.get("package"):
            self.add_error("package", _("Choose the package that was handed in."))
        if answer == Answer.PARTLY and len(data.get("taken", ())) not in range(1, len(SERIES)):
            self.add_error("taken", _("Choose what was taken over: at least one, not all."))
        return data
