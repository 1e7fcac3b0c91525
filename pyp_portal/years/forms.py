"""What is asked before a year is opened: its number, its days, what goes along."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.models import Call
from proposals.services.setting_up import documents_to_copy
from pyp_portal import dates
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from pyp_portal.templatetags.thai import thai_date
from pyp_portal.years import dating, opening


class SourceForm(forms.Form):
    """Like which year; anything else means the newest."""

    like = forms.ModelChoiceField(
        Call.objects.select_related("selection_plan", "cohort"),
        to_field_name="fiscal_year",
        label=_("Like the year"),
        empty_label=None,
    )

    @classmethod
    def chosen(cls, values):
        """The call of the year that was asked for, else of the newest; None where there is none."""
        form = cls(values)
        return (
            form.cleaned_data["like"] if form.is_valid() else form.fields["like"].queryset.first()
        )


class OpenForm(forms.Form):
    """The new year, with each day of the other year beside the field for its own."""

    use_required_attribute = False
    year = forms.IntegerField(
        label=_("Fiscal year (B.E.)"),
        min_value=min(dates.PROGRAMME_YEARS),
        max_value=max(dates.PROGRAMME_YEARS),
    )
    name_th = ThaiField(label=_("Name of the call"), max_length=200)
    name_en = ThaiField(label=_("Name of the call in English"), max_length=200, required=False)
    with_timetable = forms.BooleanField(
        label=_("Plan the training days of that year too, on the same days a year later"),
        required=False,
    )
    documents = forms.MultipleChoiceField(
        label=_("Documents on the page of the call that go along"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, source, year, **kwargs):
        plan, cohort = (getattr(source, name, None) for name in ("selection_plan", "cohort"))
        self.before = dating.days_of(source, plan, cohort)
        kwargs["initial"] = {
            "year": year,
            **opening.names_of(source, year),
            "with_timetable": True,
            **dating.moved_all(self.before, year - source.fiscal_year),
        }
        self.found = {str(one.uid): one for one in documents_to_copy(source)}
        kwargs["initial"]["documents"] = [
            uid for uid, one in self.found.items() if str(source.fiscal_year) not in one.title_th
        ]
        super().__init__(*args, **kwargs)
        for name, label in dating.LABELS.items():
            self.fields[name] = self.day_field(name, label)
        self.fields["documents"].choices = [(uid, one.title) for uid, one in self.found.items()]
        if not self.found:
            del self.fields["documents"]
        if not (cohort and cohort.workshops.standing().exists()):
            del self.fields["with_timetable"]
        self.order_fields(
            ["year", "name_th", "name_en", *dating.LABELS, "with_timetable", "documents"]
        )

    def day_field(self, name, label):
        """A day, with the one of the other year under it."""
        before = self.before[name]
        text = _("In that year: %(day)s") % {"day": thai_date(before)} if before else ""
        return ProgrammeDateField(label=label, required=name not in dating.OPTIONAL, help_text=text)

    def facts(self):
        """What the verb asks for."""
        data = self.cleaned_data
        return {
            "year": data["year"],
            "days": {name: data[name] for name in dating.LABELS},
            "names": {name: data[name] for name in ("name_th", "name_en")},
            "documents": [self.found[uid] for uid in data.get("documents", ())],
            "with_timetable": data.get("with_timetable", False),
        }

    def refuse(self, faults):
        """Each sentence beside the field that it is about."""
        for name, sentence in faults:
            self.add_error(name or None, sentence)
