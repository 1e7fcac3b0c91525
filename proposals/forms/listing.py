"""The filters of the list, and its order."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import LimitedField
from proposals.models import Call, Theme
from proposals.models.proposals import PRACTICE
from proposals.queueing import ages
from proposals.states import BEING_CONSIDERED, State
from pyp_portal.accounts.models import Province, User
from pyp_portal.accounts.roles import AgencyType, Level

ME, NOBODY = "me", "none"
OWNER_WORDS = {ME: _("Mine"), NOBODY: _("Nobody")}
LONGEST_KEY = 9  # digits of a key that a database takes
OF_THE_OFFICE = ("owner", "kind", "region", "age", "order")
ORDERS = [
    ("", _("Newest number first")),
    ("code", _("Oldest number first")),
    ("arrival", _("Handed in first (no drafts)")),
]
AGES = [
    ("new", _("Up to 3 working days")),
    ("week", _("4 to 7 working days")),
    ("old", _("More than 7 working days")),
]


class OwnerField(forms.Field):
    """Oneself, nobody, or an officer by key."""

    widget = forms.Select

    def clean(self, value):
        if value in ("", None, ME, NOBODY):
            return value
        is_key = value.isascii() and value.isdigit() and len(value) <= LONGEST_KEY
        found = User.objects.filter(pk=value).first() if is_key else None
        if found is None:
            raise ValidationError(_("There is no such officer."))
        return found


class FilterForm(forms.Form):
    """By words and by what a proposal is; what is not known is ignored.

    ``calls`` are all calls where they are at hand already.
    """

    q = LimitedField(most=200, label=_("Search"))
    year = forms.ChoiceField(required=False, label=_("Year"))
    state = forms.ChoiceField(required=False, label=_("State"))
    theme = forms.ModelChoiceField(
        Theme.objects.all(),
        to_field_name="code",
        required=False,
        label=_("Theme"),
        empty_label=_("All themes"),
    )
    province = forms.ModelChoiceField(
        Province.objects.all(),
        required=False,
        label=_("Province"),
        empty_label=_("All provinces"),
    )
    owner = OwnerField(required=False, label=_("Case owner"))
    age = forms.ChoiceField(
        choices=[("", _("Any time")), *AGES],
        required=False,
        label=_("Here for"),
    )
    level = forms.ChoiceField(
        choices=[("", _("All levels")), *Level.choices],
        required=False,
        label=_("Level"),
    )
    kind = forms.ChoiceField(
        choices=[("", _("All kinds")), *AgencyType.choices],
        required=False,
        label=_("Kind of agency"),
    )
    region = LimitedField(most=40, label=_("Region"), widget=forms.Select)
    endorsement = forms.ChoiceField(
        choices=[("", _("All of them")), ("awaited", _("Submitted but not endorsed"))],
        required=False,
        label=_("Endorsement"),
    )
    order = forms.ChoiceField(choices=ORDERS, required=False, label=_("Order"))

    def __init__(self, *args, inside=False, calls=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.inside = inside
        calls = list(Call.objects.all()) if calls is None else calls
        self.calls = {str(call.fiscal_year): call for call in calls}
        years = [(year, str(call)) for year, call in self.calls.items()]
        self.fields["year"].choices = [("", _("All years")), *years]
        self.fields["state"].choices = [("", _("All states")), *self.states()]
        for name in () if inside else OF_THE_OFFICE:
            del self.fields[name]

    def states(self):
        """The working states, or for applicants one line for what they see as one."""
        if self.inside:
            return State.choices
        known = [state for state in State if state != State.REVIEWING]
        return [(state.value, state.public_label) for state in known]

    def clean_region(self):
        name = self.cleaned_data["region"]
        if name and not Province.objects.filter(region_th=name).exists():
            raise ValidationError(_("There is no such region."))
        return name

    def chosen(self):
        """What was chosen and is known; the rest of the query is as if it were not there."""
        self.errors  # noqa: B018 - cleans once, however often it is asked
        return {name: value for name, value in self.cleaned_data.items() if value}

    def asked(self):
        """What was chosen as the address says it."""
        return {name: str(self.data[name]) for name in self.chosen()}

    def words(self):
        """What was chosen, in words."""
        return [self.word(name, value) for name, value in self.chosen().items()]

    def word(self, name, value):
        """One thing that was chosen, in words."""
        said = OWNER_WORDS if name == "owner" else {}
        said = said | self.listed(name)
        return str(said.get(value, value))

    def listed(self, name):
        """The keys of a field with a list of its own; none where the database has the words."""
        field = self.fields[name]
        is_list = isinstance(field, forms.ChoiceField) and not hasattr(field, "queryset")
        return dict(field.choices) if is_list else {}

    def offer(self, facets):
        """Beside each choice how many there are; what has none is left out unless it is chosen."""
        chosen = self.chosen()
        for name, lines in facets.items():
            field = self.fields[name]
            first = EMPTY.get(name) or field.choices[0][1]
            offered = [(key, f"{words} ({count:,})") for key, words, count in lines]
            if name in chosen and self.data[name] not in {key for key, _words, _count in lines}:
                offered.append((self.data[name], f"{self.word(name, chosen[name])} (0)"))
            field.widget.choices = [("", first), *offered]

    def narrow(self, proposals, user, but=()):
        """The proposals that fit, whatever stands in ``but`` left aside."""
        asked = {name: value for name, value in self.asked().items() if name not in but}
        return narrowed(proposals, asked, user, self.inside, self.calls)

    @property
    def sorted_by(self):
        """The key of the order in which the rows come."""
        return self.chosen().get("order", "")


def narrowed(proposals, asked, user, inside, calls):
    """Of these proposals, those of practice too, the ones that count and fit what is asked.

    ``asked`` holds known values, as ``FilterForm.asked`` gives them or gave them once; ``calls``
    are those of each year by its name. A call that counts has nothing but proposals that count,
    and without a condition on their numbers each index serves its filter.
    """
    for name, value in asked.items():
        if name in NARROW:
            proposals = NARROW[name](proposals, value, user, inside)
    if "year" in asked:
        return proposals.filter(call=calls.get(asked["year"]))
    return proposals.filter(NOT_OF_PRACTICE[asked.get("order") == "arrival"])


# By the number where it leads through the rows; in another order it must not lead.
NOT_OF_PRACTICE = {False: Q(code__lt=PRACTICE), True: ~Q(code__startswith=PRACTICE)}
EMPTY = {
    "owner": _("Everybody"),
    "region": _("All regions"),
    "theme": _("All themes"),
    "province": _("All provinces"),
}


def by_state(proposals, value, _user, inside):
    """One state; applicants cannot tell apart what they see as one."""
    as_one = not inside and value in BEING_CONSIDERED
    return proposals.filter(state__in=BEING_CONSIDERED if as_one else [value])


def by_owner(proposals, value, user, _inside):
    """Those without an owner; one's own, and those of officers one stands in for; somebody's."""
    if value == ME:
        return proposals.filter(case_owner__in=user.case_owner_ids)
    return proposals.filter(case_owner=None if value == NOBODY else value)


def by_age(proposals, value, *_rest):
    """By how many working days they have waited for the office."""
    return proposals.filter(ages().get(value, Q(pk=None)))


def by_order(proposals, value, *_rest):
    """Only what was handed in can come in the order of its arrival."""
    return proposals.exclude(submitted_at=None) if value == "arrival" else proposals


NARROW = {
    "q": lambda proposals, value, *_rest: proposals.found_by(value),
    "state": by_state,
    "level": lambda proposals, value, *_rest: proposals.filter(lead_agency__level=value),
    "kind": lambda proposals, value, *_rest: proposals.filter(lead_agency__type=value),
    "province": lambda proposals, value, *_rest: proposals.filter(province=value),
    "region": lambda proposals, value, *_rest: proposals.filter(province__region_th=value),
    "theme": lambda proposals, value, *_rest: proposals.filter(theme__code=value),
    "owner": by_owner,
    "age": by_age,
    "order": by_order,
    "endorsement": lambda proposals, *_rest: proposals.filter(awaits_endorsement=True),
}
