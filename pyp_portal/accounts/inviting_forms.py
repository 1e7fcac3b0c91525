"""What people type to invite a colleague, and what the invited one types without an account."""

from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ThaiField
from pyp_portal.accounts.forms import PersonFields, without_placeholders
from pyp_portal.accounts.models import User
from pyp_portal.accounts.rights import Rights


class InviteForm(forms.Form):
    """Whom to invite, and what they may do."""

    address = forms.EmailField(
        label=_("E-mail at work of your colleague"),
        help_text=_("The link goes to this address only. It works for 14 days."),
        max_length=254,
    )
    can_submit = forms.TypedChoiceField(
        label=_("What the colleague may do"),
        choices=[
            ("", _("Write and change proposals")),
            ("on", _("Write proposals and submit them in the name of the agency")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["can_submit"].is_optional = False  # one of the two is always chosen

    @property
    def rights(self):
        return Rights(can_edit=True, can_submit=self.cleaned_data["can_submit"])


class InvitedForm(PersonFields):
    """A new account for the address that was invited: names, post, password."""

    NAMES = ("title_th", "given_th", "family_th", "phone")

    position_th = ThaiField(label=_("Position"), max_length=200, required=False)
    password1 = SetPasswordField(label=_("Password"))
    password2 = PasswordField(label=_("Password once more"), autocomplete="new-password")
    field_order = ["title_th", "given_th", "family_th", "position_th", "phone"]

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["password1"].user = User(email=address)

    def clean(self):
        data = super().clean()
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return data

    @property
    def person(self):
        """The arguments of the verb."""
        data = self.cleaned_data
        names = {name: data[name] for name in self.NAMES}
        return {"password": data["password1"], "position": data["position_th"], **names}
