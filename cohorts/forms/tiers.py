"""The tiers of a year as data, and the seats of one team where they differ."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import ReasonForm, count, line, one_of
from cohorts.models import Tier
from cohorts.sharing import Sharing

MOST = 99


class RuleForm(forms.Form):
    """How far participants may open their contacts in the roster of the year."""

    widest_sharing = one_of(Sharing, _("How far participants may show their contacts"))


class TierForm(forms.ModelForm):
    """Number, other numbers, names and seats of a tier."""

    aliases = line(
        _("Other numbers in papers"), required=False, limit=40, help_text=_("With commas between")
    )
    seats = count(_("Seats wanted in a team"), most=MOST)
    most = count(_("Seats at most in a team"), most=MOST, required=False)

    class Meta:
        model = Tier
        fields = ("display_no", "aliases", "name_th", "role_th", "note_th", "seats", "most")
        labels = {
            "display_no": _("Number on screen"),
            "name_th": _("Name of the tier"),
            "role_th": _("Role of the tier"),
            "note_th": _("Note"),
        }

    COLUMNS = {"display_no": "col-sm-3", "aliases": "col-sm-4", "name_th": "col-sm-5"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.column = self.COLUMNS.get(name, "col-sm-6")
        self.initial["aliases"] = ", ".join(self.instance.aliases)

    def clean_aliases(self):
        return [one.strip() for one in self.cleaned_data["aliases"].split(",") if one.strip()]

    def clean(self):
        data = super().clean()
        check_most(self, data)
        return data

    def validate_unique(self):
        """Two tiers may swap their numbers: the verb looks at all of them together."""


def check_most(form, data):
    """The most seats hold those wanted."""
    if data.get("most") is not None and data["most"] < (data.get("seats") or 0):
        form.add_error("most", _("The most seats of a team must not be fewer than those wanted."))


class BaseTiers(forms.BaseModelFormSet):
    """All tiers of a year; their numbers tell them apart."""

    def clean(self):
        numbers = [form.cleaned_data.get("display_no") for form in self.forms]
        if not any(self.errors) and len(set(numbers)) < len(numbers):
            raise ValidationError(_("Two tiers bear the same number."))

    def validate_unique(self):
        """Said in ``clean``, in words of our own."""


TierFormSet = forms.modelformset_factory(Tier, form=TierForm, formset=BaseTiers, extra=0)


class QuotaForm(ReasonForm):
    """How many seats of a tier this team has, and why."""

    tier = forms.ModelChoiceField(queryset=None, label=_("Tier"))
    seats = count(_("Seats wanted in a team"), most=MOST)
    most = count(_("Seats at most in a team"), most=MOST, required=False)
    field_order = ("tier", "seats", "most", "reason")

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tier"].queryset = team.cohort.tiers.all()

    def clean(self):
        data = super().clean()
        check_most(self, data)
        return data
