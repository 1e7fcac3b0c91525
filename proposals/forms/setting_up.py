"""What an office sets of a call: its window, limits, days and lists of policies."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.forms.explaining import hour_field, needed
from proposals.forms.fields import LimitedField, text_field
from proposals.grounds import REASON_MAX
from proposals.models import PolicyScheme
from proposals.sequence import CLOSES_FIRST, out_of_order
from proposals.services.setting_up import ONE_MINUTE, last_day
from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField

NUMBERS = ("max_per_agency", "max_returns", "revision_days", "screening_days")
DAYS = ("selection_due", "lab_starts_on", "lab_ends_on")
WINDOW = ("opens_on", "opens_hour", "closes_on", "closes_hour", "grace", "allow_early_draft")


def number(label, least, most):
    return forms.IntegerField(label=label, min_value=least, max_value=most)


NAMES = ("name_th", "name_en")


def hour_of(moment):
    return f"{timezone.localtime(moment):%H.%M}"


class CallForm(forms.Form):
    """The last minutes count to their last second, as people write 23.59.

    Once the call has opened its window is not asked for any more, and a change has a reason.
    """

    use_required_attribute = False
    name_th = needed(LimitedField(most=200, label=_("Name of the call")))
    name_en = LimitedField(most=200, label=_("Name of the call in English"))
    opens_on = ProgrammeDateField(label=_("The call opens"))
    opens_hour = hour_field(_("Opens at (hour.minute)"))
    closes_on = ProgrammeDateField(label=_("Last day of the call"))
    closes_hour = hour_field(_("Until (hour.minute)"))
    grace = number(_("Minutes of grace after the end"), 0, 120)
    allow_early_draft = forms.BooleanField(
        label=_("Drafts may be begun before the call opens"), required=False
    )
    endorsement_on = ProgrammeDateField(
        label=_("Last day for the endorsement by the head"),
        required=False,
        help_text=_("Empty: the letter of the head is needed when a proposal is submitted."),
    )
    selection_due = ProgrammeDateField(label=_("Results by"))
    lab_starts_on = ProgrammeDateField(label=_("Lab begins"))
    lab_ends_on = ProgrammeDateField(label=_("Lab ends"))
    max_per_agency = number(_("Proposals of an agency at most"), 1, 99)
    max_returns = number(_("Returns for mending at most"), 0, 9)
    revision_days = number(_("Days for mending"), 1, 90)
    screening_days = number(_("Working days for the check"), 1, 90)
    schemes = forms.ModelMultipleChoiceField(
        PolicyScheme.objects.order_by("kind", "-code"),
        to_field_name="code",
        label=_("Lists of policies to choose from"),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = text_field(REASON_MAX, rows=2, label=_("Reason for the change"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, call, seen, **kwargs):
        self.call, self.has_opened = call, call.opens_at <= clock.now()
        super().__init__(*args, initial=stands(call) | {"seen": seen}, **kwargs)
        self.labels = {name: field.label for name, field in self.fields.items()}
        for name in WINDOW if self.has_opened else ["reason"]:
            del self.fields[name]
        if self.has_opened:
            self.fields["reason"].help_text = _("The call has opened: say why you change it.")

    def clean(self):
        data = super().clean()
        if self.has_opened:
            data = {**stands(self.call), **data}
        for name, sentence in out_of_order(data, self.labels):
            self.add_error(name if name in self.fields else None, sentence)
        if not (self.errors or self.has_opened) and self.closes_first(data):
            self.add_error("closes_hour", CLOSES_FIRST)
        return data

    def closes_first(self, data):
        """On one day the hours decide."""
        opens, closes = ((data[f"{act}_on"], data[f"{act}_hour"]) for act in ("opens", "closes"))
        return closes < opens

    def facts(self):
        """What the verb asks for: columns of the call, lists, reason."""
        data = self.cleaned_data
        facts = {name: data[name] for name in (*NAMES, *NUMBERS, *DAYS)}
        on = data["endorsement_on"]
        due = self.call.endorsement_due or self.call.closes_at
        last_minute = timezone.localtime(due - ONE_MINUTE).time()
        facts["endorsement_due"] = on and moment(on, last_minute) + ONE_MINUTE
        if not self.has_opened:
            facts["opens_at"] = moment(data["opens_on"], data["opens_hour"])
            facts["closes_at"] = moment(data["closes_on"], data["closes_hour"]) + ONE_MINUTE
            facts["grace"] = timedelta(minutes=data["grace"])
            facts["allow_early_draft"] = data["allow_early_draft"]
        words = {"reason": data.get("reason", ""), "seen": data.get("seen") or None}
        return facts | words | {"schemes": list(data["schemes"])}


def moment(day, at):
    return timezone.make_aware(datetime.combine(day, at))


def stands(call):
    """What the form shows of a call as it stands."""
    return {name: getattr(call, name) for name in (*NAMES, *NUMBERS, *DAYS)} | {
        "opens_on": timezone.localdate(call.opens_at),
        "opens_hour": hour_of(call.opens_at),
        "closes_on": last_day(call.closes_at),
        "closes_hour": hour_of(call.closes_at - ONE_MINUTE),
        "grace": int(call.grace.total_seconds() // 60),
        "allow_early_draft": call.allow_early_draft,
        "endorsement_on": call.endorsement_due and last_day(call.endorsement_due),
        "schemes": list(call.policy_schemes.values_list("code", flat=True)),
    }
