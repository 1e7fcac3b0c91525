"""What the pages of the desk may be asked for."""

import re
from datetime import date, timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock, dates, thai
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from pyp_portal.desk.filters import Room, View, When
from pyp_portal.desk.lists import may_wait_until
from pyp_portal.templatetags.thai import thai_short

MONTH = re.compile(r"(\d{4})-(\d{2})")
MADE, REVOKED = "make", "revoke"
OTHER = "other"


def month_in(values):
    """The first day of the month an address names; this month where it names none that exists."""
    found = MONTH.fullmatch(values.get("month", ""))
    this = clock.today().replace(day=1)
    if not found:
        return this
    year, month = map(int, found.groups())
    is_known = 1 <= month <= 12 and year + dates.ERA in dates.PROGRAMME_YEARS
    return date(year, month, 1) if is_known else this


class FeedForm(forms.Form):
    """Make the private address of a calendar (anew), or revoke it."""

    act = forms.ChoiceField(choices=[(MADE, MADE), (REVOKED, REVOKED)])


class TaskFilter(forms.Form):
    """Which lines: where they stand, when they are due, from which room; nonsense is left out."""

    view = forms.ChoiceField(choices=View.choices, required=False)
    when = forms.ChoiceField(choices=When.choices, required=False)
    room = forms.ChoiceField(choices=Room.choices, required=False)

    def asked(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class LaterForm(forms.Form):
    """Until when a line is put off: one of the usual days, or another."""

    choice = forms.ChoiceField(label=_("Show it to me again"), widget=forms.RadioSelect)
    until = ProgrammeDateField(label=_("Another day"), required=False)

    def __init__(self, *args, todo, **kwargs):
        super().__init__(*args, **kwargs)
        days = [(label, day) for label, day in usual_days() if may_wait_until(todo, day)]
        self.fields["choice"].choices = [
            *((day.isoformat(), f"{label} {thai_short(day)}") for label, day in days),
            (OTHER, _("On another day")),
        ]
        self.fields["choice"].initial = days[0][1].isoformat() if days else OTHER
        self.helper = FormHelper()
        self.helper.layout = Layout("choice", "until")
        self.helper.add_input(Submit("later", _("Set it aside")))

    def clean(self):
        said = super().clean()
        if said.get("choice") == OTHER:
            said["day"] = said.get("until")
            if not (said["day"] or "until" in self.errors):
                self.add_error("until", _("Give the day on which you want to see it again."))
        elif said.get("choice"):
            said["day"] = date.fromisoformat(said["choice"])
        return said


def usual_days():
    """Tomorrow, or the next day on which offices are open; next Monday; in a week."""
    today = clock.today()
    monday = today + timedelta(days=7 - today.weekday())
    tomorrow = thai.next_working_day(today + timedelta(days=1))
    days = {tomorrow: _("Next working day"), monday: _("Next Monday")}
    days.setdefault(today + timedelta(days=7), _("In a week"))
    return [(label, day) for day, label in sorted(days.items())]


class HandOnForm(forms.Form):
    """To whom a line is handed on, and what they should know."""

    taker = forms.ChoiceField(label=_("Assistant"))
    note = ThaiField(
        label=_("What the assistant should know"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.uid): person for person in people}
        names = [(uid, str(person)) for uid, person in self.people.items()]
        self.fields["taker"].choices = [("", _("Choose")), *names]
        self.helper = FormHelper()
        self.helper.layout = Layout("taker", "note")
        self.helper.add_input(Submit("hand_on", _("Hand it on")))

    @property
    def chosen(self):
        """What the verb takes."""
        return {"taker": self.people[self.cleaned_data["taker"]], "note": self.cleaned_data["note"]}
