"""What is typed about the training: sessions, lists, answers, reflections."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import line, text
from cohorts.services.learning import REFLECTION_LEAST
from cohorts.states import Channel, Phase
from cohorts.training import ANNOUNCED, SCALE, Attended, Competence, Half, Question
from pyp_portal import thai
from pyp_portal.accounts.fields import ProgrammeDateField

NOTE = 200  # letters of a note on a sheet


def clock_time(label):
    """A time of day; a half without both is not held."""
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


class WorkshopForm(forms.Form):
    """A session of the training."""

    title_th = line(_("Title of the workshop"))
    held_on = ProgrammeDateField(label=_("Date"))
    morning_from = clock_time(_("Morning from"))
    morning_to = clock_time(_("Morning to"))
    afternoon_from = clock_time(_("Afternoon from"))
    afternoon_to = clock_time(_("Afternoon to"))
    mode = forms.ChoiceField(
        label=_("How people meet"),
        choices=[one for one in Channel.choices if one[0] != Channel.FORM],
        widget=forms.RadioSelect,
        initial=Channel.ONSITE,
    )
    place_th = line(_("Place"), required=False)
    link = forms.URLField(
        label=_("Address of the online meeting"), required=False, assume_scheme="https"
    )
    capacity = forms.IntegerField(
        label=_("Places in the room"),
        required=False,
        min_value=1,
        max_value=5000,
        help_text=_("Left empty: as many as are invited."),
    )
    invited = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Tiers invited"), widget=forms.CheckboxSelectMultiple
    )
    invites_partners = forms.BooleanField(
        label=_("Lab partners are invited too"), required=False, initial=True
    )
    phase = forms.ChoiceField(
        label=_("Phase of the lab"), required=False, choices=[("", "–"), *Phase.choices]
    )
    competences = forms.MultipleChoiceField(
        label=_("Competences"),
        required=False,
        choices=Competence.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    about_th = text(_("What it is about"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["invited"].queryset = cohort.tiers.all()

    def clean(self):
        data = super().clean()
        mode = data.get("mode")
        if mode in (Channel.ONSITE, Channel.HYBRID) and not data.get("place_th"):
            self.add_error("place_th", _("Say where people meet."))
        if mode in (Channel.ONLINE, Channel.HYBRID) and not data.get("link"):
            self.add_error("link", _("Give the address of the online meeting."))
        return data

    def facts(self):
        """The answers as the verbs take them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ListForm(forms.Form):
    """The list of an online meeting."""

    file = forms.FileField(
        label=_("List of the meeting"),
        help_text=_(
            "CSV or Excel with a column “Name” or “E-mail”; with the times of joining and "
            "leaving, lateness and halves follow from them."
        ),
    )


class LeaveForm(forms.Form):
    """Why somebody does not come, or who comes instead."""

    status = forms.ChoiceField(
        label=_("What you want to say"),
        choices=[(one.value, one.label) for one in ANNOUNCED],
        widget=forms.RadioSelect,
        initial=Attended.LEAVE,
    )
    note = line(
        _("Reason, or name of the substitute"), help_text=_("A substitute does not earn hours.")
    )


def scale(choice):
    """One question, answered from 1 to 5."""
    return forms.TypedChoiceField(
        label=choice.label,
        choices=[(n, n) for n in SCALE],
        coerce=int,
        widget=forms.RadioSelect,
    )


class ScaleForm(forms.Form):
    """Several questions, each answered from 1 to 5."""

    asked = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        questions = {one.value: scale(one) for one in self.asked}
        self.fields = {**questions, **self.fields}

    @property
    def questions(self):
        return [self[one.value] for one in self.asked]

    @property
    def scores(self):
        return {one.value: self.cleaned_data[one.value] for one in self.asked}


class EvaluationForm(ScaleForm):
    """What a person thought of a session."""

    asked = Question
    text = text(_("What could be better, or was especially good"), required=False)


class RatingForm(ScaleForm):
    """How a person rates their own competence."""

    asked = Competence


class ReflectionForm(forms.Form):
    """What a participant takes along."""

    text = text(_("Your reflection"), rows=10, limit=5000)

    def clean_text(self):
        words = self.cleaned_data["text"].strip()
        if len(words) < REFLECTION_LEAST:
            raise ValidationError(
                _("Please write at least %(n)d characters.") % {"n": REFLECTION_LEAST}
            )
        return words


class PresenceForm(forms.Form):
    """An advisor was there, or a delegate."""

    delegate = line(
        _("Delegate"), required=False, help_text=_("Left empty: the advisor came in person.")
    )


class NameForm(forms.Form):
    """The name on a certificate, as somebody reads it from the paper."""

    name = line(_("Name on the certificate"))


def status_form(half, status):
    """The choice “everybody left gets this status”; None where it makes no sense."""
    known = half in Half.values and status in Attended.values
    return (Half(half), Attended(status)) if known else None


def entries_of(post, people):
    """[(person, status seen, status, note)] of a sheet; rows that are not in it are left out."""
    entries = []
    for one in people:
        status = post.get(f"status-{one.uid}")
        seen = post.get(f"seen-{one.uid}", "")
        if status is None or status not in ["", *Attended.values]:
            continue
        note = thai.normalise(post.get(f"note-{one.uid}", ""))[:NOTE]
        entries.append((one, seen, status, note))
    return entries
