"""What people type on their way in: who they are, their agency or one yet to be entered."""

from allauth.account import forms as sign_in
from django import forms
from django.conf import settings
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ThaiField
from pyp_portal.accounts.forms import PersonFields, RightsForm, without_placeholders
from pyp_portal.accounts.models import Agency, Province
from pyp_portal.accounts.roles import AgencyType
from pyp_portal.search.services import matching

MOST_FOUND = 50


class AgencyPicker(forms.ModelChoiceField):
    """An agency found by typing any part of its name; the page lists what was found only."""

    def __init__(self, **kwargs):
        attrs = {"data-picker": reverse_lazy("accounts:find_agencies")}
        super().__init__(
            Agency.objects.none(), to_field_name="code", widget=forms.Select(attrs), **kwargs
        )

    def offer(self, query, chosen):
        """Let one of the agencies of today be chosen; list the found ones and the chosen one."""
        self.queryset = Agency.objects.existing()
        listed = self.queryset.filter(code=chosen)
        if query:
            listed = listed | matching(self.queryset, query)
        listed = listed.select_related("province")[:MOST_FOUND]
        self.choices = [("", _("Choose")), *((one.code, in_a_list(one)) for one in listed)]


def in_a_list(agency):
    """An agency in a list without its notes."""
    return f"{agency} · {agency.province}" if agency.province else str(agency)


class NewAgencyFields(forms.Form):
    """An agency that the register does not know: name, kind and province."""

    new_name = ThaiField(
        label=_("Name of the agency"),
        help_text=_("In full, as on its letterhead"),
        max_length=200,
        required=False,
    )
    new_kind = forms.ChoiceField(
        label=_("Kind of agency"), choices=[("", "–"), *AgencyType.choices], required=False
    )
    new_province = forms.ModelChoiceField(
        Province.objects.all(), label=_("Province"), required=False, empty_label="–"
    )

    @property
    def new(self):
        """What to ask for, or None where no name is given."""
        data = self.cleaned_data
        if not data.get("new_name"):
            return None
        place = {"kind": data["new_kind"], "province": data["new_province"]}
        return {"name_th": data["new_name"]} | place

    def require_kind(self):
        """A name alone does not say what the agency is."""
        if self.cleaned_data.get("new_name") and not self.cleaned_data.get("new_kind"):
            self.add_error("new_kind", _("Say what kind of agency it is."))


class NewAgencyForm(NewAgencyFields, RightsForm):
    """I ask to have my agency entered, and to act for it."""

    field_order = ["new_name", "new_kind", "new_province"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_name"].required = self.fields["new_kind"].required = True


class MendForm(forms.Form):
    """What an officer mends of an agency that was asked for, before it is entered."""

    name_th = ThaiField(label=_("Name in Thai"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of agency"), choices=AgencyType.choices)
    province = forms.ModelChoiceField(
        Province.objects.all(), label=_("Province"), required=False, empty_label="–"
    )

    @classmethod
    def of(cls, asked):
        return cls(
            initial={"name_th": asked.name_th, "kind": asked.type, "province": asked.province}
        )


class SignupForm(NewAgencyFields, RightsForm, PersonFields, sign_in.SignupForm):
    """A new account on one page: e-mail, names, post, agency, rights, password."""

    position_th = ThaiField(label=_("Position"), max_length=200, required=False)
    agency = AgencyPicker(label=_("Agency"), required=False)
    without_agency = forms.BooleanField(
        label=_("I do not sign up for an agency"),
        help_text=_("For committee members, experts, lab partners and officers of the PYP Office"),
        required=False,
    )
    NAMED = ("email", "title_th", "given_th", "family_th", "position_th", "phone")
    NEW = ("new_name", "new_kind", "new_province")
    RIGHTS = ("can_edit", "can_submit", "can_endorse")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["email"].label = _("E-mail at work")
        self.fields["password1"].label = _("Password")
        self.fields["password2"].label = _("Password once more")
        for name in ("can_edit", "can_submit"):
            self.fields[name].initial = True
        for name in ("agency", "new_name", "new_kind"):
            self.fields[name].is_optional = False  # one of them is needed, and says so
        trap = self.fields[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD]
        trap.label = _("Leave this empty")
        trap.widget.attrs = {"tabindex": "-1", "autocomplete": "off"}
        sent = self.data or self.initial
        self.query = str(sent.get("agency_query", ""))
        self.fields["agency"].offer(self.query, str(sent.get("agency", ""))[:20])

    def clean(self):
        data = super().clean()
        self.require_kind()
        named = [data.get("agency"), data.get("new_name"), data.get("without_agency")]
        if not any(named) and "agency" not in self.errors:
            self.add_error(
                "agency",
                _("Choose your agency. If it is not in the list, ask below to have it entered."),
            )
        elif data.get("agency") and data.get("new_name"):
            self.add_error(
                "new_name", _("You have chosen an agency above. Leave one of the two empty.")
            )
        return data

    def entry(self):
        """What the person says of their work, for ``services.enter``."""
        data = self.cleaned_data
        is_for_agency = not data["without_agency"]
        return {
            "position": data["position_th"],
            "agency": data["agency"] if is_for_agency else None,
            "new": self.new if is_for_agency else None,
            "rights": self.rights,
        }

    def parts(self):
        """The fields in the order of the page, by part."""
        return {
            "named": [self[name] for name in self.NAMED],
            "new": [self[name] for name in self.NEW],
            "rights": [self[name] for name in self.RIGHTS],
            "passwords": [self["password1"], self["password2"]],
            "trap": self[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD],
            "new_is_open": any(self[name].value() or self[name].errors for name in self.NEW),
        }
