"""What other areas type to ask for a model, and what they are answered."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import NarrowForm, ReasonForm, line, text
from cohorts.forms.scaling import DistrictForm, ProvinceField, agency_named, dress
from cohorts.models import ScaleOutSite
from cohorts.spread_states import RequestState, SiteStatus
from proposals.forms.enquiring import LINK, MOST_LINKS, SealedForm
from pyp_portal.accounts.fields import PhoneField


class AdoptForm(DistrictForm, SealedForm):
    """An agency asks to take a model up; with a trap for machines."""

    agency_th = line(_("Your agency"))
    province = ProvinceField(empty_label=_("Choose"))
    district_th = line(_("District"), required=False, limit=80)
    message_th = text(
        _("What do you want to take up, and where?"),
        limit=1500,
        help_text=_("A few lines are enough: the place, the people, what you have already."),
    )
    name_th = line(_("Name of the contact person"))
    email = forms.EmailField(label=_("E-mail"), help_text=_("The answer goes there."))
    phone = PhoneField(label=_("Telephone"), required=False)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this empty"))
        return ""

    def clean_message_th(self):
        message = self.cleaned_data["message_th"]
        if len(LINK.findall(message)) > MOST_LINKS:
            raise ValidationError(_("Leave out some of the links: two are enough for a question."))
        return message

    @property
    def facts(self):
        """What the verb asks for; the agency of the register that has just this name."""
        kept = {name: self.cleaned_data[name] for name in self.KEPT}
        return kept | {"agency": agency_named(kept["agency_th"])}

    KEPT = ("agency_th", "province", "district_th", "message_th", "name_th", "email", "phone")


class TakeOnForm(ReasonForm):
    """Yes: what the area is told, how far it is, and from whom it copies."""

    status = forms.ChoiceField(
        label=_("Status of the new site"),
        choices=[(one, one.label) for one in (SiteStatus.INTERESTED, SiteStatus.AGREED)],
        widget=forms.RadioSelect,
        initial=SiteStatus.INTERESTED,
    )
    copied_from = forms.ModelChoiceField(
        queryset=ScaleOutSite.objects.none(),
        label=_("Copied from"),
        required=False,
        empty_label=_("The model itself"),
    )
    field_order = ("status", "copied_from", "reason")

    def __init__(self, *args, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["copied_from"].queryset = sources
        self.fields["reason"].label = _("What the agency is told")


class WordsForm(ReasonForm):
    """What the agency is told."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What the agency is told")


class RequestsFilter(NarrowForm):
    """Which requests of a year; what is not known is ignored."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Every state")), *RequestState.choices[1:]],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self)
