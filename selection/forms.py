"""What people type in the selection; forms check input, verbs do the rest."""

from datetime import datetime, time

from django import forms
from django.forms import formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MAX, REASON_MIN
from pyp_portal.accounts.fields import BuddhistDateField, ThaiField
from pyp_portal.accounts.models import User
from selection.kinds import Interest, Mode, Outcome, SeatRole, Severity
from selection.models import Announcement, Resolution, SelectionPlan


def area(label, rows=4, **kwargs):
    """A box for a text of several lines, mended as Thai text."""
    return ThaiField(label=label, widget=forms.Textarea({"rows": rows}), **kwargs)


def moment_of(day, at):
    """Day and time of the office as one moment."""
    return timezone.make_aware(datetime.combine(day, at))


class ReasonForm(forms.Form):
    """A reason of 10 to 1,000 characters."""

    reason = area(_("Reason"), min_length=REASON_MIN)

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if len(reason) > REASON_MAX:
            raise forms.ValidationError(_("Shorten it to 1,000 characters."))
        return reason


class PlanForm(forms.ModelForm):
    """The settings of the year."""

    reserve_valid_until = BuddhistDateField(label=_("Reserve holds until"), required=False)

    class Meta:
        model = SelectionPlan
        fields = [
            "pitch_mode",
            "doc_weight",
            "pitch_weight",
            "pass_mark",
            "floor",
            "min_reviewers",
            "half_points",
            "spread_total",
            "spread_criterion",
            "second_call_base",
            "notice_days",
            "max_selected",
            "max_reserve",
            "reserve_valid_until",
            "enquiry_days",
            "feedback",
        ]


class OrderForm(forms.Form):
    """An appointment order."""

    number = ThaiField(label=_("Number of the order"), max_length=40)
    date = BuddhistDateField(label=_("Date of the order"))
    signed_by = forms.EmailField(label=_("E-mail of who signed it"))
    delegates_allowed = forms.BooleanField(
        label=_("Ex-officio members may send a delegate"), required=False, initial=True
    )

    def clean_signed_by(self):
        return person(self.cleaned_data["signed_by"])


def person(email):
    """The person with this e-mail address."""
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise forms.ValidationError(_("Nobody with an account has this e-mail address."))
    return found


class SeatForm(forms.Form):
    """One seat of an order."""

    seat_no = forms.IntegerField(label=_("Seat"), min_value=1, max_value=99)
    user = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=SeatRole)
    who_th = ThaiField(label=_("Capacity"), max_length=300, required=False)
    vote = forms.BooleanField(label=_("Votes"), required=False, initial=True)

    def clean_user(self):
        return person(self.cleaned_data["user"])


SeatFormSet = formset_factory(SeatForm, extra=3, can_delete=True, max_num=40)


class DeclareForm(forms.Form):
    """What ties a member to a proposal."""

    severity = forms.ChoiceField(
        label=_("What ties you to this proposal?"), choices=Severity, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("Kind of interest"), choices=[("", "–"), *Interest.choices], required=False
    )
    reason = area(_("Explanation"), rows=3, required=False)


class DueForm(forms.Form):
    """Until when the readers score."""

    day = BuddhistDateField(label=_("Last day for the score sheets"))

    def clean_day(self):
        day = self.cleaned_data["day"]
        return moment_of(day, time(23, 59, 59)) if day else None


class WhenWhereForm(forms.Form):
    """When and where people meet."""

    day = BuddhistDateField(label=_("Day"))
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
    second_call_of = forms.ModelChoiceField(
        label=_("Second call of"), queryset=None, required=False
    )

    def __init__(self, *args, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["second_call_of"].queryset = meetings

    def choices(self):
        names = ("notice_says_second_call", "second_call_of")
        return super().choices() | {name: self.cleaned_data[name] for name in names}


class NoticeForm(forms.Form):
    """A notice that comes too late needs a reason."""

    urgency_reason = area(_("Why the notice is short"), rows=2, required=False)


class ItemForm(forms.Form):
    """A point of the agenda without a proposal."""

    number = ThaiField(label=_("Item"), max_length=10, required=False)
    title_th = ThaiField(label=_("Subject"), max_length=400)


class ResolutionForm(forms.ModelForm):
    """What was decided about an item."""

    class Meta:
        model = Resolution
        fields = [
            "outcome",
            "votes_for",
            "votes_against",
            "votes_abstain",
            "casting_vote",
            "reserve_rank",
            "text_th",
            "reason",
            "departure_reason",
        ]
        widgets = {
            "reason": forms.Textarea({"rows": 3}),
            "departure_reason": forms.Textarea({"rows": 2}),
        }

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Outcome.NOT_SHORTLISTED and not data.get("reason"):
            self.add_error("reason", _("Give the advice that goes into the letter."))
        return data


class AwayForm(forms.Form):
    """A member who leaves the room for an item."""

    seat = forms.ModelChoiceField(label=_("Member"), queryset=None)
    reason = area(_("Reason"), rows=2, required=False)

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats


class DissentForm(AwayForm):
    """A member's disagreement, in writing."""

    reason = area(_("Dissent"), rows=3, min_length=REASON_MIN)


class MinutesForm(forms.Form):
    """What the minutes say beside the items."""

    opening_th = area(_("What the chair reported"), required=False)
    closing_th = area(_("Other matters"), required=False)


class AnnouncementForm(forms.ModelForm):
    """A new announcement."""

    class Meta:
        model = Announcement
        fields = ["kind", "title_th", "meeting"]

    def __init__(self, *args, meetings, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["kind"].choices = kinds


class SignForm(forms.Form):
    """Number, date and signatory of an announcement."""

    number = ThaiField(label=_("Number of the announcement"), max_length=80)
    date = BuddhistDateField(label=_("Date of the announcement"))
    signed_by = forms.EmailField(label=_("E-mail of who signed it"))

    def clean_signed_by(self):
        return person(self.cleaned_data["signed_by"])


class SlotForm(forms.Form):
    """Where a missed proposal gets its second slot."""

    session = forms.ModelChoiceField(label=_("Session"), queryset=None)

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions


class SheetForm(forms.Form):
    """A score sheet: points and a comment for each criterion, then words to the applicant."""

    strength = area(_("Strengths"), rows=3, required=False)
    advice = area(_("Advice to the applicant"), rows=3, required=False)
    confidence = forms.TypedChoiceField(
        label=_("How sure are you of these points?"),
        choices=[(1, _("Little")), (2, _("Fairly")), (3, _("Very"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, criteria, half=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[criterion.code] = forms.DecimalField(
                label=str(criterion),
                min_value=1,
                max_value=5,
                step_size=0.5 if half else 1,
                required=False,
            )
            self.fields[f"{criterion.code}_comment"] = area(_("Reason for these points"), rows=2)
            self.fields[f"{criterion.code}_comment"].required = False

    def verdict(self):
        """Keyword arguments for the verb."""
        data = self.cleaned_data
        return {
            "points": {c.code: data[c.code] for c in self.criteria},
            "comments": {c.code: data[f"{c.code}_comment"] for c in self.criteria},
            "strength": data["strength"],
            "advice": data["advice"],
            "confidence": data["confidence"],
        }
