"""What is typed after the lab: sessions, outcomes, reports, sites, endings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import (
    AgencyField,
    ReasonForm,
    amount,
    count,
    line,
    one_of,
    text,
)
from cohorts.states import (
    ChairOffice,
    Channel,
    DirectiveStatus,
    Obstacle,
    Outcome,
    Overall,
    ScaleMode,
    SiteStatus,
)
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from pyp_portal.accounts.models import Province


class SessionForm(forms.Form):
    """A sitting in which results are presented."""

    held_on = ProgrammeDateField(label=_("Date"))
    place_th = line(_("Place"))
    chair_office = one_of(ChairOffice, _("Before whom"))
    delegation_ref = line(_("Letter of delegation"), required=False)
    mode = one_of(Channel, _("How people meet"), initial=Channel.ONSITE)

    def clean(self):
        data = super().clean()
        is_delegated = data.get("chair_office") == ChairOffice.DELEGATED_MINISTER
        if is_delegated and not data.get("delegation_ref"):
            self.add_error("delegation_ref", _("Name the letter that delegates the minister."))
        return data


class ItemForm(forms.Form):
    """An issue for a session."""

    team = forms.ModelChoiceField(queryset=None, label=_("Issue"))
    minutes_present = count(_("Minutes to present"), least=1, most=600, initial=10)
    minutes_qa = count(_("Minutes for questions"), most=600, initial=5)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class OutcomeForm(forms.Form):
    """What the presentation of an issue led to."""

    outcome = one_of(Outcome, _("Outcome"))
    note = text(_("What was said"), required=False)


class DirectiveForm(forms.Form):
    """An order given at the presentation."""

    text_th = ThaiField(
        label=_("Directive"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    responsible_agency = AgencyField(label=_("Responsible agency"))
    due_on = ProgrammeDateField(label=_("Due"))


DirectiveFormSet = forms.formset_factory(DirectiveForm, extra=1, can_delete=True, max_num=20)


def directives_of(formset):
    """The directives that were filled in."""
    rows = [dict(form.cleaned_data) for form in formset if form.cleaned_data]
    kept = [row for row in rows if not row.pop("DELETE", False)]
    return [row for row in kept if row]


class DirectiveStatusForm(forms.Form):
    """How far a directive is carried out."""

    status = one_of(DirectiveStatus, _("Status"))
    evidence_th = text(_("By what it can be seen"), required=False)


class ReportForm(forms.Form):
    """The five-minute report: light, figures, obstacles, money, story."""

    overall = one_of(Overall, _("How is the work going?"))
    obstacles = forms.MultipleChoiceField(
        label=_("What stands in the way?"),
        choices=Obstacle.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    obstacle_th = text(_("In a few words"), required=False, rows=2, limit=1000)
    help_needed_th = text(_("What help do you need from the office or the centre?"), required=False)
    spending_baht = amount(_("Spent so far, baht"))
    spending_source_th = line(_("From which source"), required=False)
    story_th = text(_("The story of one person"), required=False, limit=600, rows=3)


class IndicatorForm(forms.Form):
    """One figure: only its latest value is typed, the rest is known and stays as it is."""

    value = forms.DecimalField(label=_("Latest figure"), max_digits=14, decimal_places=2)

    KNOWN = ("indicator_th", "unit_th", "baseline", "target")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {name: self.initial.get(name) for name in self.KNOWN}
        self.previous = self.initial.get("previous")
        self.fields["value"].label = self.known["indicator_th"]

    def clean(self):
        return super().clean() | self.known


IndicatorFormSet = forms.formset_factory(IndicatorForm, extra=0)


class SiteForm(forms.Form):
    """Another area that takes up the model."""

    province = forms.ModelChoiceField(queryset=Province.objects.all(), label=_("Province"))
    district_th = line(_("District"), required=False, limit=80)
    agency_th = line(_("Adopting agency"))
    mode = one_of(ScaleMode, _("Direction"), initial=ScaleMode.SCALE_OUT)
    status = one_of(SiteStatus, _("Status"), initial=SiteStatus.INTERESTED)
    started_on = ProgrammeDateField(label=_("Started"), required=False)
    population = count(_("People reached"), required=False)
    indicator_th = line(_("Indicator"), required=False, limit=300)
    evidence_th = line(_("Evidence"), required=False, limit=300)
    note_th = text(_("Note"), required=False, limit=1000)


class ClosingForm(forms.Form):
    """The end of an issue that was carried through."""

    summary_th = text(_("Closing summary"))
    lesson_th = text(_("What was learned"), required=False)
    is_public = forms.BooleanField(label=_("The lesson may be published"), required=False)


class DiscontinueForm(ReasonForm):
    """The end of an issue that is stopped."""

    lesson_th = text(_("What was learned"))
    is_public = forms.BooleanField(label=_("The lesson may be published"), required=False)
