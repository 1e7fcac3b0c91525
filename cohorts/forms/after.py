"""What is typed after the lab: reports, sites, endings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import (
    ReasonForm,
    amount,
    count,
    line,
    one_of,
    text,
)
from cohorts.states import (
    Obstacle,
    Overall,
    ScaleMode,
    SiteStatus,
)
from pyp_portal.accounts.fields import ProgrammeDateField
from pyp_portal.accounts.models import Province


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
