"""The filters of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import LimitedField
from proposals.models import Call, Theme
from proposals.states import BEING_CONSIDERED, State
from pyp_portal.accounts.models import Province
from pyp_portal.accounts.roles import Level


class FilterForm(forms.Form):
    """By words, year, state, level, province, theme and owner; what is not known is ignored."""

    q = LimitedField(most=200, label=_("Search"))
    year = forms.ModelChoiceField(
        Call.objects.all(),
        to_field_name="fiscal_year",
        required=False,
        label=_("Year"),
        empty_label=_("All years"),
    )
    state = forms.ChoiceField(required=False, label=_("State"))
    level = forms.ChoiceField(
        choices=[("", _("All levels")), *Level.choices], required=False, label=_("Level")
    )
    province = forms.ModelChoiceField(
        Province.objects.all(), required=False, label=_("Province"), empty_label=_("All provinces")
    )
    theme = forms.ModelChoiceField(
        Theme.objects.all(),
        to_field_name="code",
        required=False,
        label=_("Theme"),
        empty_label=_("All themes"),
    )
    owner = forms.ChoiceField(
        choices=[("", _("Everybody")), ("me", _("Mine")), ("none", _("Nobody"))],
        required=False,
        label=_("Case owner"),
    )

    endorsement = forms.ChoiceField(
        choices=[("", _("All of them")), ("awaited", _("Submitted but not endorsed"))],
        required=False,
        label=_("Endorsement"),
    )

    def __init__(self, *args, inside=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.inside = inside
        self.fields["state"].choices = [("", _("All states")), *self.states()]
        if not inside:
            del self.fields["owner"]

    def states(self):
        """The working states, or for applicants one line for what they see as one."""
        if self.inside:
            return State.choices
        known = [state for state in State if state != State.REVIEWING]
        return [(state.value, state.public_label) for state in known]

    def chosen(self):
        """What was chosen and is known; the rest of the query is as if it were not there."""
        self.errors  # noqa: B018 - cleans once, however often it is asked
        return {name: value for name, value in self.cleaned_data.items() if value}

    def words(self):
        """What was chosen, in words."""
        said = {name: dict(getattr(self.fields[name], "choices", ())) for name in self.chosen()}
        return [str(said[name].get(value, value)) for name, value in self.chosen().items()]

    def narrow(self, proposals, user, but=()):
        """The proposals that fit, whatever stands in ``but`` left aside."""
        chosen = {name: value for name, value in self.chosen().items() if name not in but}
        for name, value in chosen.items():
            proposals = NARROW[name](proposals, value, user, self.inside)
        return proposals


def by_state(proposals, value, user, inside):
    """One state; applicants cannot tell apart what they see as one."""
    as_one = not inside and value in BEING_CONSIDERED
    return proposals.filter(state__in=BEING_CONSIDERED if as_one else [value])


def by_owner(proposals, value, user, inside):
    """Those without an owner; or one's own, and those of officers one stands in for."""
    if value == "me":
        return proposals.filter(case_owner__in=user.case_owner_ids)
    return proposals.filter(case_owner=None)


NARROW = {
    "q": lambda proposals, value, *_rest: proposals.found_by(value),
    "year": lambda proposals, value, *_rest: proposals.filter(call=value),
    "state": by_state,
    "level": lambda proposals, value, *_rest: proposals.filter(lead_agency__level=value),
    "province": lambda proposals, value, *_rest: proposals.filter(province=value),
    "theme": lambda proposals, value, *_rest: proposals.filter(theme=value),
    "owner": by_owner,
    "endorsement": lambda proposals, *_rest: proposals.filter(awaits_endorsement=True),
}
