"""What is typed about meetings and pitches."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MIN
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from selection.forms.parts import area, clock_time, moment_noted, moment_of, one_of
from selection.kinds import Mode


class WhenWhereForm(forms.Form):
    """When and where people meet."""

    day = ProgrammeDateField(label=_("Day"))
    at = forms.TimeField(
        label=_("Begins at"), initial=time(9, 0), widget=forms.TimeInput({"type": "time"})
    )
    mode = forms.ChoiceField(label=_("Form"), choices=Mode, initial=Mode.HYBRID)
    place_th = ThaiField(label=_("Place"), max_length=300)

    def choices(self):
        """Keyword arguments for the verb."""
        data = self.cleaned_data
        return {
            "starts_at": moment_of(data["day"], data["at"]),
            "mode": data["mode"],
            "place_th": data["place_th"],
        }


class MeetingForm(WhenWhereForm):
    """A meeting; perhaps the second call of one that had no quorum."""

    notice_says_second_call = forms.BooleanField(
        label=_("The notice says that a third is enough at a second call"), required=False
    )
    second_call_of = one_of(_("Second call of"), required=False, empty_label="–")

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["second_call_of"].queryset = meetings.exclude(started_at=None)

    def choices(self):
        names = ("notice_says_second_call", "second_call_of")
        return super().choices() | {name: self.cleaned_data[name] for name in names}


class MoveForm(WhenWhereForm):
    """Another time or place, and why; a short notice needs a reason of its own."""

    reason = area(_("Why it is moved"), rows=2, min_length=REASON_MIN)
    urgency_reason = area(_("Why the notice is short"), rows=2, required=False)

    def choices(self):
        names = ("reason", "urgency_reason")
        return super().choices() | {name: self.cleaned_data[name] for name in names}


class NoticeForm(forms.Form):
    """A notice that comes too late needs a reason, or to have been told at a meeting."""

    told_at = forms.ModelChoiceField(
        label=_("Told of at meeting"),
        queryset=None,
        required=False,
        empty_label=_("At none"),
        help_text=_("Who was there in person has known since; the days count for the others."),
    )
    urgency_reason = area(_("Why the notice is short"), rows=2, required=False)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["told_at"].queryset = meeting.could_be_told_at
        if not meeting.could_be_told_at.exists():
            del self.fields["told_at"]


class ItemForm(forms.Form):
    """A point of the agenda without a proposal."""

    number = ThaiField(label=_("Item"), max_length=10, required=False)
    title_th = ThaiField(label=_("Another subject"), max_length=400, required=False)

    def clean(self):
        data = super().clean()
        if data.get("number") and not data.get("title_th") and not self.errors:
            self.add_error("title_th", _("Write what the item is about."))
        return data


class AwayForm(forms.Form):
    """A member who leaves the room for an item."""

    seat = one_of(_("Member"))
    reason = area(_("Reason"), rows=2, required=False)

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats


class MovementForm(forms.Form):
    """A member who comes late, leaves early or comes back."""

    seat = one_of(_("Member"))
    is_leaving = forms.TypedChoiceField(
        label=_("What happened"),
        choices=[("", _("Came into the room")), ("1", _("Left the room"))],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )
    at = clock_time(_("Time"))

    def __init__(self, *args, seats, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset, self.day = seats, day

    def clean_at(self):
        return moment_noted(self.day, self.cleaned_data["at"])


class ChairForm(forms.Form):
    """Whom the members elect to chair."""

    seat = one_of(_("Member"))

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats


class DissentForm(AwayForm):
    """A member's disagreement, in writing."""

    reason = area(_("Dissent"), rows=3, min_length=REASON_MIN)


class SlotForm(forms.Form):
    """Where a missed proposal gets its second slot."""

    session = one_of(_("Session"))

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions
