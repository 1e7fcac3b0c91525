"""What is typed about plan and committee."""

from datetime import time

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from selection.forms.parts import moment_of, person
from selection.kinds import SeatRole
from selection.models import SelectionPlan


class PlanForm(forms.ModelForm):
    """The settings of the year."""

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
        ]


class OrderForm(forms.Form):
    """An appointment order."""

    number = ThaiField(label=_("Number of the order"), max_length=40)
    date = ProgrammeDateField(label=_("Date of the order"))
    signed_by = forms.EmailField(label=_("E-mail of who signed it"))
    delegates_allowed = forms.BooleanField(
        label=_("Ex-officio members may send a delegate"), required=False, initial=True
    )

    def clean_signed_by(self):
        return person(self.cleaned_data["signed_by"])


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


class DueForm(forms.Form):
    """Until when the readers score."""

    day = ProgrammeDateField(label=_("Last day for the score sheets"))

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("This day is over: choose today or a later day."))
        return moment_of(day, time(23, 59, 59))
