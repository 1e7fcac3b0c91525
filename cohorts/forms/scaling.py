"""What is typed about scaling out: the plan, sites, and what they report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import (
    AgencyField,
    FileField,
    NarrowForm,
    amount,
    count,
    line,
    one_of,
    text,
)
from cohorts.forms.figures import figure
from cohorts.forms.lab import not_later_than_today
from cohorts.models import ScaleOutSite
from cohorts.services.sites import no_district
from cohorts.spread_states import ScaleMode, SiteStatus
from proposals import places
from pyp_portal.accounts.fields import ProgrammeDateField
from pyp_portal.accounts.models import Agency, Province


class PlanForm(forms.Form):
    """The scale-out plan."""

    core_th = text(_("What must stay the same elsewhere"))
    adaptable_th = text(_("What may be adapted"))
    conditions_th = text(_("What it needs to work"))
    cost_per_site = amount(_("Cost per site, baht"))
    national_owner = AgencyField(label=_("National owner"), required=False)
    steps_th = text(_("Steps"), required=False)
    handbook = FileField(
        label=_("Handbook for other areas"),
        help_text=_("A PDF of at most 10 MB. Without a new file the one before stays."),
    )


class PlanPhaseForm(forms.Form):
    """One phase of the plan."""

    name_th = line(_("Name of the phase"))
    months = count(_("Months it takes"), least=1, most=60)
    result_th = line(_("What stands at its end"), limit=300)

    COLUMNS = {"name_th": "col-md-8", "months": "col-md-4"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.column = self.COLUMNS.get(name, "col-12")


PlanPhaseFormSet = forms.formset_factory(PlanPhaseForm, extra=1, can_delete=True, max_num=8)


def phases_of(formset):
    """The phases that were filled in, in their order."""
    rows = [dict(form.cleaned_data) for form in formset if form.cleaned_data]
    return [row for row in rows if not row.pop("DELETE", False)]


class ProvinceField(forms.ModelChoiceField):
    """One of the 77 provinces; anything else is answered in words."""

    default_error_messages = {
        "invalid_choice": _("This area is not one of the 77 provinces of Thailand. Choose one.")
    }

    def __init__(self, **kwargs):
        super().__init__(
            **{"queryset": Province.objects.all(), "label": _("Province")} | kwargs,
        )


def agency_named(name):
    """The agency of the register with exactly this name, where it is one and no more."""
    found = list(Agency.objects.existing().filter(name_th=name)[:2])
    return found[0] if len(found) == 1 else None


class DistrictForm(forms.Form):
    """A form with a province and, where it is known, a district of it."""

    def clean(self):
        data = super().clean()
        province, typed = data.get("province"), data.get("district_th")
        if province and typed and not places.district_named(province.pk, typed):
            self.add_error("district_th", no_district(typed))
        return data


class SiteForm(DistrictForm):
    """Another area that takes up the model."""

    province = ProvinceField(empty_label=_("Choose"))
    district_th = line(_("District"), required=False, limit=80)
    local_th = line(_("Subdistrict or local authority"), required=False, limit=120)
    agency_th = line(
        _("Adopting agency"),
        help_text=_("With its full name in the register, its own people can report on the site."),
    )
    copied_from = forms.ModelChoiceField(
        queryset=ScaleOutSite.objects.none(),
        label=_("Copied from"),
        required=False,
        empty_label=_("The model itself"),
    )
    mode = one_of(ScaleMode, _("Direction"), initial=ScaleMode.SCALE_OUT)
    status = one_of(SiteStatus, _("Status"), initial=SiteStatus.INTERESTED)
    owner_th = line(_("Who answers for it there"), required=False)
    started_on = ProgrammeDateField(label=_("Started"), required=False)
    population = count(_("People reached"), required=False)
    indicator_th = line(_("Indicator"), required=False, limit=300)
    evidence_th = line(_("Evidence"), required=False, limit=300)
    note_th = text(_("Note"), required=False, limit=1000)

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["copied_from"].queryset = sources

    @property
    def facts(self):
        """The answers, with the agency of the register that has just this name."""
        return self.cleaned_data | {"agency": agency_named(self.cleaned_data["agency_th"])}


class SiteReportForm(forms.Form):
    """How far an area is; its figures stand in rows of their own."""

    as_of = ProgrammeDateField(label=_("Figures as of"))
    population = count(_("People reached"), required=False)
    changed_th = text(_("What did you do differently from the model, and why?"), required=False)
    evidence_th = line(_("By what it can be seen"), required=False, limit=300)

    def clean_as_of(self):
        return not_later_than_today(self.cleaned_data["as_of"])


class SiteFigureForm(forms.Form):
    """One indicator of the model: the figure from before, and the latest."""

    baseline = figure(_("Before"), required=False)
    value = figure(_("Latest figure"), required=False)

    KNOWN = ("indicator_th", "unit_th", "target")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {name: self.initial.get(name) for name in self.KNOWN}
        self.previous = self.initial.get("previous")
        for field in self.fields.values():
            field.column = "col-6"

    def clean(self):
        data = super().clean()
        if data.get("value") is not None and data.get("baseline") is None and not self.errors:
            self.add_error(
                "baseline", _("Give the figure from before, so that the change can be seen.")
            )
        return data


SiteFigureFormSet = forms.formset_factory(SiteFigureForm, extra=0)


def figures_of(formset):
    """The indicators of which a latest figure was given."""
    rows = [{**one.known, **one.cleaned_data} for one in formset if one.known["indicator_th"]]
    return [row for row in rows if row.get("value") is not None]


def dress(form):
    """The choices of a filter look like those of other lists."""
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-select"


class SitesFilter(NarrowForm):
    """Which sites of the registry; what is not known is ignored."""

    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("Every status")), *SiteStatus.choices]
    )
    mode = forms.ChoiceField(
        label=_("Direction"),
        required=False,
        choices=[("", _("Every direction")), *ScaleMode.choices],
    )
    province = ProvinceField(required=False, empty_label=_("All provinces"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self)


def known_answers(form, record):
    """What a record already says, as the initial values of a form."""
    return {name: getattr(record, name) for name in form.base_fields} if record else {}
