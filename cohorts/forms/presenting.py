"""What is typed about a presentation: the session, its issues, their briefs, the outcome."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import count, line, one_of, text
from cohorts.presenting_states import ChairOffice, Outcome
from cohorts.states import Channel
from pyp_portal.accounts.fields import ProgrammeDateField

BRIEF = 400  # letters of each text of a brief: more does not fit on its one page


class RecipientForm(forms.Form):
    """The Prime Minister, or a minister whom a letter delegates (C-18)."""

    chair_office = one_of(ChairOffice, _("Before whom"))
    delegation_ref = line(_("Letter of delegation"), required=False)

    def clean(self):
        data = super().clean()
        is_delegated = data.get("chair_office") == ChairOffice.DELEGATED_MINISTER
        if is_delegated and not data.get("delegation_ref"):
            self.add_error("delegation_ref", _("Name the letter that delegates the minister."))
        return data


class SessionForm(RecipientForm):
    """A sitting in which results are presented."""

    held_on = ProgrammeDateField(label=_("Date"))
    starts_at = forms.TimeField(
        label=_("Begins at"), required=False, widget=forms.TimeInput({"type": "time"})
    )
    place_th = line(_("Place"))
    mode = one_of(Channel, _("How people meet"), initial=Channel.ONSITE)
    mode.choices = [(key, label) for key, label in mode.choices if key != Channel.FORM]

    field_order = ("held_on", "starts_at", "place_th")


class PlaceForm(forms.Form):
    """How long an issue has, and who presents it."""

    minutes_present = count(_("Minutes to present"), least=1, most=600, initial=10)
    minutes_qa = count(_("Minutes for questions"), most=600, initial=5)
    presenters = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Who presents"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presenters"].queryset = people


class ItemForm(forms.Form):
    """An issue for a session."""

    team = forms.ModelChoiceField(queryset=None, label=_("Issue"))
    minutes_present = count(_("Minutes to present"), least=1, most=600, initial=10)
    minutes_qa = count(_("Minutes for questions"), most=600, initial=5)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class OtherSessionForm(forms.Form):
    """The session to which an issue is moved."""

    session = forms.ModelChoiceField(queryset=None, label=_("Session"))

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions


class BriefForm(forms.Form):
    """The words of the one page about an issue."""

    summary_th = text(
        _("The issue in a few words"),
        required=False,
        limit=BRIEF,
        help_text=_("What was tried, what came of it, for whom"),
    )
    ask_th = text(
        _("What is asked for"),
        required=False,
        limit=BRIEF,
        help_text=_("The decision or order that would help the issue on"),
    )


class SlidesForm(forms.Form):
    """A file that goes with an issue."""

    file = forms.FileField(label=_("File"), help_text=_("PDF or PowerPoint of at most 30 MB"))


class OutcomeForm(forms.Form):
    """What the presentation of an issue led to."""

    outcome = one_of(Outcome, _("Outcome"))
    note = text(_("What was said"), required=False)
