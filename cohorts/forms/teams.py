"""What is typed about a cohort, a team and its seats."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import (
    AgencyField,
    FileField,
    ReasonForm,
    count,
    line,
    one_of,
    text,
)
from cohorts.forms.rounds import MonthsField
from cohorts.models import Cohort
from cohorts.states import LabRole
from pyp_portal.accounts.fields import BuddhistDateField, ProgrammeDateField
from pyp_portal.accounts.models import Agency, User
from pyp_portal.accounts.roles import PositionLevel, Sector


class CohortForm(forms.ModelForm):
    """The settings of the year that this room keeps."""

    lab_starts_on = ProgrammeDateField(label=_("Lab begins"))
    lab_ends_on = ProgrammeDateField(label=_("Lab ends"))
    presentation_from = ProgrammeDateField(label=_("Presentations from"), required=False)
    presentation_to = ProgrammeDateField(label=_("Presentations until"), required=False)
    follow_up_starts_on = ProgrammeDateField(label=_("Follow-up begins"), required=False)
    follow_up_months = MonthsField(label=_("Follow-up rounds, months after the presentation"))
    adoption_days = count(
        _("Working days to answer a request to take a model up"), least=1, most=60, required=False
    )
    obstacle_days = count(_("Working days to answer an obstacle"), least=1, most=60, required=False)

    report_every_months = count(
        _("Months between two reports to the Prime Minister"), least=1, most=24, required=False
    )

    class Meta:
        model = Cohort
        fields = (
            "lab_starts_on",
            "lab_ends_on",
            "presentation_from",
            "presentation_to",
            "follow_up_starts_on",
            "follow_up_months",
            "report_every_months",
            "min_scaled_sites",
            "adoption_days",
            "attendance_pct",
            "training_hours",
            "allow_non_state_tier3",
            "obstacle_days",
        )

    def clean(self):
        data = super().clean()
        begins, ends = data.get("presentation_from"), data.get("presentation_to")
        if begins and ends and ends < begins:
            self.add_error("presentation_to", _("The end lies before the beginning."))
        return data

    def clean_obstacle_days(self):
        return self.cleaned_data["obstacle_days"] or self.instance.obstacle_days

    def clean_report_every_months(self):
        return self.cleaned_data["report_every_months"] or self.instance.report_every_months

    def clean_adoption_days(self):
        return self.cleaned_data["adoption_days"] or self.instance.adoption_days


class SeatForm(forms.Form):
    """For which tier, and from which agency, a name is asked."""

    tier = forms.ModelChoiceField(queryset=None, label=_("Tier"))
    agency = forms.ModelChoiceField(
        queryset=None,
        label=_("Agency of the issue"),
        required=False,
        help_text=_("Lead, partners and linked agencies"),
    )
    other_agency = AgencyField(label=_("Another agency"), required=False)
    due_on = ProgrammeDateField(
        label=_("Name wanted by"), required=False, help_text=_("Empty: ten working days")
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tier"].queryset = team.cohort.tiers.all()
        self.fields["agency"].queryset = related_agencies(team)

    def clean(self):
        data = super().clean()
        data["agency"] = data.get("other_agency") or data.get("agency")
        if not data["agency"] and not self.errors:
            raise ValidationError(_("Choose an agency, or write the name of another one."))
        return data


def related_agencies(team):
    """Lead agency, partners with a record, and linked agencies."""
    proposal = team.proposal
    ids = [proposal.lead_agency_id]
    ids += proposal.partners.exclude(agency=None).values_list("agency", flat=True)
    ids += team.agency_links.values_list("agency", flat=True)
    return Agency.objects.filter(pk__in=ids)


class NominationForm(forms.Form):
    """Whom the agency names, in which post, by which letter."""

    email = forms.EmailField(label=_("E-mail of the person"))
    title_th = line(_("Title of the person"), limit=60)
    given_th = line(_("Given name in Thai"), limit=120)
    family_th = line(_("Family name in Thai"), limit=120)
    position_th = line(_("Position"))
    level_code = forms.ChoiceField(
        label=_("Position level"),
        required=False,
        choices=[("", _("None of these")), *PositionLevel.choices],
    )
    appointed_on = BuddhistDateField(label=_("Appointed to this post on"), required=False)
    is_officer = forms.BooleanField(label=_("State officer"), required=False)
    is_civil_servant = forms.BooleanField(label=_("Civil servant"), required=False)
    talent_pool = forms.BooleanField(label=_("In the talent pool"), required=False)
    high_potential = forms.BooleanField(label=_("High potential"), required=False)
    works_on_issue = forms.BooleanField(
        label=_("Answers for this issue or works on it"), required=False
    )
    duty_th = text(_("Duty in the issue"), required=False, limit=500, rows=2)
    letter_no = line(_("Letter number"), limit=80)
    letter_date = ProgrammeDateField(label=_("Letter date"))
    letter_file = FileField(label=_("The letter"))

    POST = ("position_th", "level_code", "appointed_on", "is_officer", "is_civil_servant")
    POST += ("talent_pool", "high_potential", "works_on_issue", "duty_th")
    NAMES = ("title_th", "given_th", "family_th")

    def clean(self):
        data = super().clean()
        known = User.objects.filter(email__iexact=data.get("email", "")).first()
        if known and known.family_th and known.family_th != data.get("family_th"):
            raise ValidationError(
                _("This name and this e-mail do not belong together. Ask the person for both.")
            )
        return data

    def part(self, names):
        """Some of the answers."""
        return {name: self.cleaned_data[name] for name in names}


class LinkForm(ReasonForm):
    """An agency that the office holds to be related to the issue."""

    agency = AgencyField(label=_("Agency"))
    field_order = ("agency", "reason")


class PartnerForm(forms.Form):
    """Who works beside the tiers; with an account where the e-mail is known."""

    name_th = line(_("Name"))
    position_th = line(_("Position"), required=False)
    role = one_of(LabRole, _("Role in the lab"), required=False, initial=LabRole.PARTNER)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices, widget=forms.RadioSelect)
    agency = AgencyField(
        label=_("Agency or body"),
        required=False,
        help_text=_(
            "Full name or code in the register; a body that it lacks stands under the position."
        ),
    )
    email = forms.EmailField(
        label=_("E-mail of an account"),
        required=False,
        help_text=_("With an account the partner sees the work of the team."),
    )

    def clean_role(self):
        return self.cleaned_data["role"] or LabRole.PARTNER

    def clean_email(self):
        email = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=email).first() if email else None
        if email and not self.person:
            raise ValidationError(_("No account has this e-mail."))
        return email


class CommitmentForm(forms.Form):
    """The letter by which the agency commits itself."""

    letter_no = line(_("Letter number"), limit=80)
    letter_date = ProgrammeDateField(label=_("Letter date"))
    file = FileField(label=_("The letter"))


class ResponsibleForm(forms.Form):
    """Which agency answers for the issue after the lab."""

    agency = AgencyField(label=_("Responsible agency"))
