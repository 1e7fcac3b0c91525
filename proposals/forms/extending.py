"""More time after the end of a call: to whom, until when, why."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.forms.papers import ReasonForm
from proposals.models import Extension
from pyp_portal.accounts.fields import ProgrammeDateField
from pyp_portal.accounts.models import Agency


class MoreTimeForm(ReasonForm):
    """The new end counts to the last second of its minute, as people write 23.59."""

    mode = forms.ChoiceField(label=_("To whom"), choices=Extension.Mode.choices)
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        required=False,
        to_field_name="code",
        label=_("Which agencies"),
        help_text=_("Only for “Certain agencies”. Hold Ctrl to choose several."),
    )
    percent = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100,
        label=_("At least how much is filled in (percent)"),
        help_text=_("Only for “Drafts that are nearly complete”."),
    )
    last_day = ProgrammeDateField(label=_("Last day"))
    last_minute = forms.TimeField(
        label=_("Until (hour.minute)"), initial="23.59", input_formats=["%H.%M", "%H:%M"]
    )
    field_order = ["mode", "agencies", "percent", "last_day", "last_minute", "reason"]

    def __init__(self, *args, call, **kwargs):
        super().__init__(*args, **kwargs)
        proposing = Agency.objects.filter(proposals__call=call).distinct()
        self.fields["agencies"].queryset = proposing.order_by("name_th")
        for name in ("agencies", "percent"):
            self.fields[name].is_optional = False  # needed where its circle is chosen

    def clean(self):
        data = super().clean()
        if data.get("mode") == Extension.Mode.AGENCIES and not data.get("agencies"):
            self.add_error("agencies", _("Choose at least one agency."))
        if data.get("mode") == Extension.Mode.DRAFTS and not data.get("percent"):
            self.add_error("percent", ValidationError(_("Give a number from 1 to 100.")))
        return data

    def circle(self):
        """Whom it reaches, as the verbs ask for it."""
        data = self.cleaned_data
        return {"agencies": list(data["agencies"]), "percent": data["percent"]}

    def end(self):
        """The first moment at which it is too late."""
        data = self.cleaned_data
        last = datetime.combine(data["last_day"], data["last_minute"])
        return timezone.make_aware(last + timedelta(minutes=1))
