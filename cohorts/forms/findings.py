"""What is typed in the first phases: visits, figures at the start, options, tools used."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import ReasonForm, count, line, text
from cohorts.forms.figures import figure
from cohorts.forms.lab import not_later_than_today
from cohorts.methods import METHODS
from pyp_portal.accounts.fields import ProgrammeDateField


class VisitForm(forms.Form):
    """The team was in the area."""

    held_on = ProgrammeDateField(label=_("Date"))
    place_th = line(_("Place"))
    informants = count(_("People spoken with"), least=1, most=10_000)
    seen_th = text(_("What was seen and heard"))

    def clean_held_on(self):
        return not_later_than_today(self.cleaned_data["held_on"])


class BaselineForm(forms.Form):
    """A figure as it stands before anything is tried."""

    indicator_th = line(_("Indicator"))
    unit_th = line(_("Unit"), limit=60)
    value = figure(_("Figure at the start"))
    measured_on = ProgrammeDateField(label=_("Measured on"))
    source_th = line(_("Source"), limit=300)

    def clean_measured_on(self):
        return not_later_than_today(self.cleaned_data["measured_on"])


class OptionForm(forms.Form):
    """One way to answer the question."""

    name_th = line(_("Option"))
    description_th = text(_("What the option is"), required=False, limit=1000, rows=3)
    impact = count(_("Impact, 1 little to 5 much"), least=1, most=5)
    effort = count(_("Effort, 1 little to 5 much"), least=1, most=5)


class ChoiceForm(ReasonForm):
    """Which option the team goes on with, and why."""

    option = forms.ModelChoiceField(queryset=None, label=_("Option"), widget=forms.RadioSelect)
    field_order = ("option", "reason")

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].queryset = team.options.all()
        self.fields["option"].empty_label = None


class MethodsForm(forms.Form):
    """The tools of a phase that the team has used."""

    methods = forms.MultipleChoiceField(
        label=_("Tools used"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, phase, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(method.key, method.label) for method in METHODS[phase.phase_enum]]
        self.fields["methods"].choices = choices
