"""What is typed about a breach, and about who was told of it."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from pyp_portal.privacy.models import Risk

MOST = 4000


def long_text(label, **words):
    widget = forms.Textarea(attrs={"rows": 3})
    return ThaiField(label=label, max_length=MOST, widget=widget, **words)


class MomentForm(forms.Form):
    """A day and an hour that are past."""

    day = ProgrammeDateField(label=_("Day"))
    hour = forms.TimeField(label=_("Hour"), widget=forms.TimeInput({"type": "time"}))

    def clean(self):
        said = self.cleaned_data
        if "day" in said and "hour" in said:
            said["at"] = timezone.make_aware(datetime.combine(said.pop("day"), said.pop("hour")))
            if said["at"] > clock.now():
                self.add_error("day", ValidationError(_("This moment is still to come.")))
        return said


class BreachForm(MomentForm):
    """A breach as it is known when it is entered."""

    happened = long_text(_("What happened"))
    data_concerned = long_text(_("Which data of whom"))
    people = forms.IntegerField(
        label=_("How many people, as far as known"), min_value=0, max_value=100_000_000
    )
    risk = forms.ChoiceField(label=_("Risk"), choices=Risk, widget=forms.RadioSelect)
    measures = long_text(_("What was done against it"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["day"].label = _("Day on which the office came to know of it")

    @property
    def facts(self):
        """Arguments for the verb."""
        said = dict(self.cleaned_data)
        return said | {"found_at": said.pop("at")}


class ToldForm(MomentForm):
    """When somebody was told, and how."""

    words = long_text(_("How, with the number of the letter; if late, why"))


class AssessForm(forms.Form):
    """The risk as it is seen now, and why."""

    risk = forms.ChoiceField(label=_("Risk"), choices=Risk, widget=forms.RadioSelect)
    people = forms.IntegerField(
        label=_("How many people, as far as known"), min_value=0, max_value=100_000_000
    )
    words = long_text(_("Reason"))


class CloseForm(forms.Form):
    """With what a breach is closed."""

    words = long_text(_("What was learnt, and what is done so that it does not happen again"))
