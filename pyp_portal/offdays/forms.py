"""What is typed about a day, and why one is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField

CLOSED, WORKED = "closed", "worked"


class DayForm(forms.Form):
    """A day, what it is, and where that was announced."""

    day = ProgrammeDateField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("On this day"),
        choices=[
            (CLOSED, _("government offices are closed")),
            (WORKED, _("government offices work, although the calendar says holiday")),
        ],
        initial=CLOSED,
        widget=forms.RadioSelect,
    )
    name_th = ThaiField(
        label=_("Name of the day"),
        max_length=200,
        help_text=_("As announced, for example a special holiday or a substitution day"),
    )
    source = ThaiField(
        label=_("Announced by"),
        max_length=300,
        help_text=_("For example the resolution of the cabinet and its date"),
    )

    def words(self):
        """Arguments for the verb."""
        data = self.cleaned_data
        words = {name: data[name] for name in ("day", "name_th", "source")}
        return words | {"is_worked": data["kind"] == WORKED}


class RemovalForm(forms.Form):
    """Why a day is taken back."""

    reason = ThaiField(label=_("Reason"), min_length=5, max_length=300)
