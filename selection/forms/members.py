"""What is typed about members: the terms, what they know, when they are away, where they worked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.models import Theme
from pyp_portal.accounts.entry_forms import AgencyPicker
from pyp_portal.accounts.fields import BuddhistDateField, ProgrammeDateField
from selection.forms.parts import ReasonForm, area, person
from selection.services.describing import regions


class TermsForm(forms.Form):
    """A version of the terms."""

    text = area(_("Terms"), rows=16)


class ExpertiseForm(forms.Form):
    """What a member knows, and how many proposals they can read."""

    themes = forms.ModelMultipleChoiceField(
        label=_("Themes you know"),
        queryset=Theme.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    regions = forms.MultipleChoiceField(
        label=_("Regions you know"), widget=forms.CheckboxSelectMultiple, required=False
    )
    load_max = forms.IntegerField(
        label=_("How many proposals you can read at most"),
        help_text=_("Leave it empty for the number of the plan."),
        min_value=0,
        max_value=999,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regions"].choices = [(name, name) for name in regions()]


class AwayDaysForm(forms.Form):
    """Days on which a member takes no part."""

    first_day = ProgrammeDateField(label=_("First day away"))
    last_day = ProgrammeDateField(label=_("Last day away"))


class PostForm(forms.Form):
    """An agency for which the member worked before."""

    agency = AgencyPicker(label=_("Agency"))
    since = BuddhistDateField(label=_("From day"), required=False)
    until = BuddhistDateField(label=_("Until day"))

    def __init__(self, *args, query="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].offer(query, self.data.get("agency", ""))


class SucceedForm(ReasonForm):
    """Who holds the position now."""

    user = forms.EmailField(label=_("E-mail of the new holder"))
    field_order = ["user", "reason"]

    def clean_user(self):
        return person(self.cleaned_data["user"])
