"""What an officer types to name a deputy."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ProgrammeDateField
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role

STO = (Role.STO_STAFF, Role.STO_DIRECTOR)


class OfficerField(forms.ModelChoiceField):
    """One of the officers of today."""

    def __init__(self, **kwargs):
        widget = forms.Select({"data-picker": ""})
        super().__init__(User.objects.none(), widget=widget, empty_label=_("Choose"), **kwargs)

    def offer(self):
        self.queryset = User.objects.holding(*STO)


class DeputyForm(forms.Form):
    """Who stands in for whom, from when to when."""

    officer = OfficerField(label=_("Officer who is away"))
    deputy = OfficerField(label=_("Deputy"))
    begins = ProgrammeDateField(label=_("From day"))
    ends = ProgrammeDateField(label=_("Until day"))

    helper = FormHelper()
    helper.layout = Layout("officer", "deputy", "begins", "ends")
    helper.add_input(Submit("save", _("Name the deputy")))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("officer", "deputy"):
            self.fields[name].offer()
