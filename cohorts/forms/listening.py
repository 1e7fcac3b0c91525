"""What a team types about the public: the page of its issue, what people may join, its answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import count, line, one_of, text
from cohorts.forms.lab import ActivityForm
from cohorts.states import ActivityKind
from cohorts.voices import Response
from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField

MOST_STEPS = 3


class PageForm(forms.Form):
    """The page of an issue in plain words; up to three steps, each a name and a sentence."""

    lede_th = line(
        _("In one sentence"),
        limit=300,
        help_text=_("As you would say it to a neighbour: what is new, and what it is good for."),
    )
    trying_th = text(_("What is being tried"), limit=1500)
    for_whom_th = line(_("For whom"), required=False)
    shows_figures = forms.BooleanField(
        label=_("Show the figures of the latest pilot test"), required=False
    )
    shows_versions = forms.BooleanField(label=_("Show how the prototype changed"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_STEPS + 1):
            self.fields[f"step_{number}"] = line(
                _("Step %(number)d") % {"number": number}, required=False, limit=60
            )
            self.fields[f"step_{number}_words"] = line(
                _("What happens in step %(number)d") % {"number": number}, required=False
            )
        self.order_fields(["lede_th", "trying_th", "for_whom_th", *self.step_names()])

    @staticmethod
    def step_names():
        pairs = [(f"step_{n}", f"step_{n}_words") for n in range(1, MOST_STEPS + 1)]
        return [name for pair in pairs for name in pair]

    @classmethod
    def initial_of(cls, page):
        """The fields as the page has them; a page not yet written shows all it can."""
        if page is None:
            return {"shows_figures": True, "shows_versions": True}
        steps = {}
        for number, step in enumerate(page.steps, start=1):
            steps |= {f"step_{number}": step["name"], f"step_{number}_words": step["words"]}
        return steps | {name: getattr(page, name) for name in cls.base_fields if name != "seen"}

    def facts(self):
        """What the verb asks for; steps without a name are left out."""
        data = dict(self.cleaned_data)
        parts = [data.pop(name) for name in self.step_names()]
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return data | {"steps": [{"name": n, "words": w} for n, w in pairs if n]}


class OpenActivityForm(forms.Form):
    """What citizens may join, from when until when."""

    kind = one_of(ActivityKind, _("Kind of activity"))
    title_th = line(_("What it is called"))
    question_th = text(
        _("What people are asked"),
        limit=600,
        help_text=_("One plain question; it stands on the poster too."),
    )
    place_th = line(_("Place"), required=False)
    held_on = ProgrammeDateField(label=_("Day of the meeting"), required=False)
    hours_th = line(_("Hours"), required=False, limit=60)
    seats = count(_("Places (empty: as many as come)"), least=1, most=5000, required=False)
    opens_on = ProgrammeDateField(label=_("Open from"))
    closes_on = ProgrammeDateField(label=_("Open until"))

    def clean(self):
        data = super().clean()
        first, last = data.get("opens_on"), data.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day lies before the first."))
        elif last and last < clock.today():
            self.add_error("closes_on", _("This day is over: nobody could join."))
        if data.get("kind") == ActivityKind.CO_DESIGN and not data.get("held_on"):
            self.add_error("held_on", _("Say on which day people design together."))
        return data


class CloseForm(ActivityForm):
    """How an activity ended; its kind is known, and what changed because of it must be said."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["kind"]


class WordsForm(forms.Form):
    """The words in which everybody reads an opinion."""

    words = text(_("Words that everybody reads"), limit=1000)


class ResponseForm(forms.Form):
    """What became of an opinion."""

    response = one_of(Response, _("What became of it"))
    words = text(_("Answer"), limit=600)

    def clean_words(self):
        words = self.cleaned_data["words"]
        if len(words) < 5:
            raise ValidationError(_("Say in a few words what you did or why not."))
        return words
