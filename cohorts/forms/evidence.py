"""What is typed about pilot tests, advice and notes from the field."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.answers import AdviceOutcome
from cohorts.forms.fields import FileField, amount, count, line, one_of, text
from cohorts.forms.figures import figure
from cohorts.forms.lab import not_later_than_today
from cohorts.models import PilotMetric, PrototypeVersion
from cohorts.states import Phase, PilotDecision
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField

KINDS = ("pdf", "image", "office")  # of files that bear out a figure or a note


def evidence_file(label):
    """A file of evidence; the uploads look into it."""
    return FileField(
        label=label, help_text=_("PDF, picture, Word, Excel or PowerPoint, at most 10 MB")
    )


class PilotPlanForm(forms.Form):
    """The plan of a test in the pilot area."""

    version = forms.ModelChoiceField(
        queryset=None,
        label=_("Version that is tested"),
        required=False,
        empty_label=_("No version named"),
    )
    area_th = line(_("Pilot area"), limit=300)
    started_on = ProgrammeDateField(label=_("First day"))
    ended_on = ProgrammeDateField(label=_("Last day"))
    hypothesis_th = text(_("What is expected"))
    method_th = text(_("Method"))
    sample_size = count(_("People tested"), least=1)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        versions = PrototypeVersion.objects.filter(prototype__team=team)
        self.fields["version"].queryset = versions.select_related("prototype")

    def clean_ended_on(self):
        end, start = self.cleaned_data["ended_on"], self.cleaned_data.get("started_on")
        if start and end < start:
            raise ValidationError(_("The end lies before the beginning."))
        return end


class MetricForm(forms.Form):
    """One figure by which the test is judged."""

    indicator_th = ThaiField(label=_("Indicator"), max_length=200)
    unit_th = ThaiField(label=_("Unit"), max_length=60)
    baseline = figure(_("Before"))
    target = figure(_("Target"))
    baseline_source_th = ThaiField(
        label=_("Where the figure before comes from"), max_length=200, required=False
    )

    COLUMNS = {"indicator_th": "col-md-8", "baseline_source_th": "col-12"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["baseline"].error_messages["required"] = _(
            "Write the value before the test: without it nobody can see what changed."
        )
        for name, field in self.fields.items():
            field.column = self.COLUMNS.get(name, "col-md-4")

    def clean(self):
        data = super().clean()
        if data.get("target") is not None and data["target"] == data.get("baseline"):
            self.add_error("target", _("The target is the value before. Nothing would change."))
        return data


MetricFormSet = forms.formset_factory(MetricForm, extra=2, can_delete=True, max_num=20)


def metrics_of(formset):
    """The rows that were filled in."""
    rows = [form.cleaned_data for form in formset if form.cleaned_data]
    names = [field.name for field in PilotMetric._meta.fields]
    return [
        {key: value for key, value in row.items() if key in names}
        for row in rows
        if not row.get("DELETE")
    ]


class MetricField(forms.ModelChoiceField):
    """One of the figures of a test, with its unit."""

    def label_from_instance(self, metric):
        return f"{metric.indicator_th} ({metric.unit_th})"


class MeasureForm(forms.Form):
    """A value of one figure on a day, with where it comes from."""

    metric = MetricField(queryset=None, label=_("Indicator"), empty_label=None)
    value = figure(_("Value"))
    measured_on = ProgrammeDateField(label=_("Measured on"))
    source_th = line(
        _("Where the value comes from"), help_text=_("For example the register of requests")
    )
    file = evidence_file(_("File that bears it out"))

    def __init__(self, *args, test, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["metric"].queryset = test.metrics.all()

    def clean_measured_on(self):
        return not_later_than_today(self.cleaned_data["measured_on"])


class VerdictForm(forms.Form):
    """What the test showed, what it cost, what follows."""

    qualitative_th = text(_("What was seen and heard"), required=False)
    cost_baht = amount(_("Cost of the test, baht"))
    cost_source_th = line(_("Who paid"), required=False)
    decision = one_of(PilotDecision, _("Decision"))
    verdict_th = text(_("Why this decision"), limit=1000)


class MentoringForm(forms.Form):
    """Advice that tier 1 gave."""

    advisor = forms.ModelChoiceField(queryset=None, label=_("Advisor"))
    held_on = ProgrammeDateField(label=_("Date"))
    phase = forms.ChoiceField(
        label=_("In which phase of the lab"),
        required=False,
        choices=[("", _("By the date")), *Phase.choices],
    )
    advice_th = text(_("Advice"))
    follow_up_th = text(_("What follows from it"), required=False)

    def __init__(self, *args, advisors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["advisor"].queryset = advisors
        self.fields["advisor"].empty_label = None if len(advisors) == 1 else _("Choose")

    def clean_held_on(self):
        return not_later_than_today(self.cleaned_data["held_on"])


class AdviceAnswerForm(forms.Form):
    """What the team did with advice."""

    outcome = one_of(AdviceOutcome, _("What became of the advice"))
    done_th = text(_("What was done, or why not"), limit=1000)


class NoteForm(forms.Form):
    """A note from the field, for the diary."""

    noted_on = ProgrammeDateField(label=_("Date"))
    place_th = line(_("Place"), required=False)
    text_th = text(_("What was seen or done"))
    file = evidence_file(_("Picture or file"))

    def clean_noted_on(self):
        return not_later_than_today(self.cleaned_data["noted_on"])
