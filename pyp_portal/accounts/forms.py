"""What people type: to sign in, about themselves, about agencies; forms check, verbs act."""

from allauth.account import forms as sign_in
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.fields import BuddhistDateField, PhoneField, ThaiField
from pyp_portal.accounts.models import Agency
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.roles import GIVEN_BY_ADMIN, PositionLevel, Role

NAMES = ("title_th", "given_th", "family_th", "phone")
POST = ("position_th", "level_code", "appointed_on")


class PersonFields(forms.Form):
    """Title, names and telephone of a person."""

    title_th = ThaiField(
        label=_("Form of address"),
        max_length=60,
        help_text=_("For example Mr, Ms, or an academic title"),
    )
    given_th = ThaiField(label=_("Given name in Thai"), max_length=120)
    family_th = ThaiField(label=_("Family name in Thai"), max_length=120)
    phone = PhoneField(label=_("Telephone"))


class LoginForm(sign_in.LoginForm):
    """E-mail and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["login"].label = _("E-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].label = _("Password")


def without_placeholders(form):
    """A label that is always there needs no pale copy inside the control."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class ProfileForm(PersonFields):
    """My names and my post."""

    position_th = ThaiField(label=_("Position"), max_length=200, required=False)
    level_code = forms.ChoiceField(
        label=_("Position level"), choices=[("", "–"), *PositionLevel.choices], required=False
    )
    appointed_on = BuddhistDateField(label=_("Appointed on"), required=False)

    helper = FormHelper()
    helper.layout = Layout(
        Fieldset(_("My name"), *NAMES),
        Fieldset(_("My post"), *POST),
    )
    helper.add_input(Submit("save", _("Save my details")))

    def clean_appointed_on(self):
        day = self.cleaned_data["appointed_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    @property
    def names(self):
        return {name: self.cleaned_data[name] for name in NAMES}

    @property
    def post(self):
        return {name: self.cleaned_data[name] for name in POST}


class RightsForm(forms.Form):
    """What a member may do for an agency."""

    can_edit = forms.BooleanField(label=_("Write and change proposals"), required=False)
    can_submit = forms.BooleanField(
        label=_("Submit proposals in the name of the agency"), required=False
    )
    can_endorse = forms.BooleanField(
        label=_("Endorse proposals as head of the agency"), required=False
    )

    @property
    def rights(self):
        return Rights(**{name: self.cleaned_data[name] for name in RightsForm.base_fields})

    @classmethod
    def of(cls, membership):
        """The form filled in with what the member has, or asks for."""
        return cls(initial={name: getattr(membership, name) for name in RightsForm.base_fields})


class AskForm(RightsForm):
    """I ask to act for an agency."""

    note = ThaiField(
        label=_("A word to the office"),
        help_text=_("For example your section, and whom we can ask about you"),
        max_length=300,
        required=False,
    )

    helper = FormHelper()
    helper.layout = Layout(
        Fieldset(_("What I need to do"), "can_edit", "can_submit", "can_endorse"), "note"
    )
    helper.add_input(Submit("ask", _("Send the request")))


class ReasonForm(forms.Form):
    """Why: read by the person concerned, and kept in the history."""

    reason = ThaiField(
        label=_("Reason"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it, and the history keeps it."),
    )


class ClosingForm(ReasonForm):
    """Why an account is closed or opened again, as the page that was read asked."""

    act = forms.ChoiceField(choices=[("close", ""), ("open", "")], widget=forms.HiddenInput)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, initial={"act": "close" if person.is_active else "open"}, **kwargs)


class LeaveForm(ReasonForm):
    """I leave by myself; nobody asks me why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].help_text = ""


class JoiningForm(ReasonForm):
    """Why two entries of the register are joined; why a second person does not agree."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("The history of both entries keeps it.")


class RoleForm(ReasonForm):
    """A role for a person."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, role.label) for role in GIVEN_BY_ADMIN]
    )
    field_order = ["role", "reason"]

    @property
    def given(self):
        return Role(self.cleaned_data["role"])


class AgencyByCode(forms.ModelChoiceField):
    """Another agency, named by its code: a list of thousands helps nobody."""

    def __init__(self, **kwargs):
        super().__init__(
            Agency.objects.standing(),
            to_field_name="code",
            widget=forms.TextInput,
            required=False,
            help_text=_("Its code in the register"),
            **kwargs,
        )


class AgencyForm(forms.ModelForm):
    """An entry of the register."""

    parent = AgencyByCode(label=_("Belongs to"))
    valid_from = BuddhistDateField(label=_("Exists from"), required=False)
    valid_to = BuddhistDateField(label=_("Exists until"), required=False)
    successor = AgencyByCode(label=_("Followed by"))

    class Meta:
        model = Agency
        fields = [
            "code", "name_th", "name_en", "short_th", "sector", "level", "type", "province",
            "parent", "saraban_email", "valid_from", "valid_to", "successor",
        ]  # fmt: skip
        field_classes = dict.fromkeys(("name_th", "name_en", "short_th"), ThaiField)
        labels = {"code": _("Code of the agency"), "name_th": _("Name in Thai")}

    helper = FormHelper()
    helper.add_input(Submit("save", _("Save the agency")))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("parent", "successor"):
            other = getattr(self.instance, name)
            self.initial[name] = other.code if other else ""

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk in (parent.pk, *(above.pk for above in parent.ancestors)):
            raise forms.ValidationError(_("An agency cannot belong to itself or to one below it."))
        return parent

    def clean_successor(self):
        successor = self.cleaned_data["successor"]
        if successor and successor.pk == self.instance.pk:
            raise forms.ValidationError(_("An agency cannot be followed by itself."))
        return successor

    def clean(self):
        data = super().clean()
        begins, ends = data.get("valid_from"), data.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("The end lies before the beginning."))
        return data


class Search(forms.Form):
    """What a list is asked for; anything that makes no sense is as if not asked."""

    q = forms.CharField(label=_("Part of the name"), max_length=200, required=False)

    def asked(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in self.fields}


class AgencySearch(Search):
    after = forms.SlugField(required=False, widget=forms.HiddenInput)


class PeopleSearch(Search):
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
