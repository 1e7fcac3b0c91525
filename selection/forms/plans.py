"""What is typed about plan and committee."""

from datetime import time
from typing import ClassVar

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from selection.forms.parts import area, moment_of, person
from selection.forms.rules import AnnouncedForm
from selection.kinds import Basis, SeatRole
from selection.models import AppointmentOrder, Seat, SelectionPlan


class PlanForm(AnnouncedForm):
    """The settings of the year."""

    announced = (
        "doc_weight",
        "pitch_weight",
        "pass_mark",
        "floor",
        "second_call_base",
        "reveal",
        "feedback",
    )

    reserve_valid_until = ProgrammeDateField(label=_("Reserve holds until"), required=False)

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
            "remarks",
            "reveal",
            "spread_total",
            "spread_criterion",
            "second_call_base",
            "notice_days",
            "max_selected",
            "max_reserve",
            "reserve_valid_until",
            "enquiry_days",
            "feedback",
            "means_from",
            "approved_letters",
            "release_hold",
            "enquiry_answer_days",
            "former_years",
            "redeclare_for_pitch",
        ]


class OrderForm(forms.Form):
    """An appointment order."""

    number = ThaiField(label=_("Number of the order"), max_length=40)
    date = ProgrammeDateField(label=_("Date of the order"))
    signed_by = forms.EmailField(label=_("E-mail of who signed it"))
    delegates_allowed = forms.BooleanField(
        label=_("Ex-officio members may send a delegate"), required=False, initial=True
    )
    duties_th = area(_("Duties of the committee"), rows=4, required=False)
    begins_on = ProgrammeDateField(label=_("Term from"), required=False)
    ends_on = ProgrammeDateField(label=_("Term until"), required=False)
    amends = forms.ModelChoiceField(
        label=_("Amends the order"),
        queryset=AppointmentOrder.objects.none(),
        empty_label="–",
        required=False,
    )
    ends = forms.ModelMultipleChoiceField(
        label=_("Seats that end with this order"),
        queryset=Seat.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, committee=None, **kwargs):
        super().__init__(*args, **kwargs)
        if committee is None:
            del self.fields["amends"], self.fields["ends"]
        else:
            self.fields["amends"].queryset = committee.orders.all()
            seats = committee.seats.filter(ended_at=None).select_related("user")
            self.fields["ends"].queryset = seats

    def term(self):
        """From when to when the members sit: facts of each seat."""
        return {name: self.cleaned_data[name] for name in ("begins_on", "ends_on")}

    def words(self):
        """What the order itself says."""
        data = self.cleaned_data
        return {name: value for name, value in data.items() if name not in self.term()}

    def clean_signed_by(self):
        return person(self.cleaned_data["signed_by"])


class SeatForm(forms.Form):
    """One seat of an order; a row that stands as it was shown is no seat."""

    COLUMNS: ClassVar = {
        "seat_no": "col-md-2",
        "user": "col-md-6",
        "role": "col-md-4",
        "who_th": "col-md-8",
        "basis": "col-md-4",
        "vote": "col-md-4",
        "scores": "col-md-8",
    }

    seat_no = forms.IntegerField(label=_("Seat"), min_value=1, max_value=99)
    user = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=SeatRole, initial=SeatRole.EXPERT)
    who_th = ThaiField(label=_("Capacity"), max_length=300, required=False)
    basis = forms.ChoiceField(
        label=_("Appointed"), choices=Basis, required=False, initial=Basis.NAMED
    )
    vote = forms.BooleanField(label=_("Votes"), required=False, initial=True)
    scores = forms.BooleanField(label=_("Reads and scores"), required=False, initial=True)
    substitute_th = ThaiField(
        label=_("Standing substitute"),
        help_text=_("Name and position; only where the order allows delegates, never for experts."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, column in self.COLUMNS.items():
            self.fields[name].column = column

    def clean_basis(self):
        return self.cleaned_data["basis"] or Basis.NAMED

    def clean_user(self):
        return person(self.cleaned_data["user"])


SeatFormSet = formset_factory(SeatForm, extra=3, can_delete=True, max_num=40)


class DueForm(forms.Form):
    """Until when the readers score."""

    day = ProgrammeDateField(label=_("Last day for the score sheets"))

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("This day is over: choose today or a later day."))
        return moment_of(day, time(23, 59, 59))
