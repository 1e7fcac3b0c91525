"""Parts that several forms share: texts, moments, people, reasons."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MAX, REASON_MIN
from pyp_portal import clock
from pyp_portal.accounts.fields import ThaiField
from pyp_portal.accounts.models import User
from selection.services.writing import COMMENT_MAX


def area(label, rows=4, **kwargs):
    """A box for a text of several lines, mended as Thai text."""
    return ThaiField(label=label, widget=forms.Textarea({"rows": rows}), **kwargs)


def one_of(label, **kwargs):
    """One of the records that the form offers once it is made."""
    words = {"empty_label": _("Choose")} | kwargs
    return forms.ModelChoiceField(None, label=label, **words)


def clock_time(label, **kwargs):
    """A time of day."""
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}), **kwargs)


def moment_of(day, at):
    """Day and time of the office as one moment."""
    return timezone.make_aware(datetime.combine(day, at))


def moment_noted(day, at):
    """The moment of a time typed to the minute; in the minute that passes, None: now."""
    now = timezone.localtime(clock.now())
    is_now = (day, at.hour, at.minute) == (now.date(), now.hour, now.minute)
    return None if is_now else moment_of(day, at)


def person(email):
    """The person with this e-mail address."""
    found = User.objects.filter(email__iexact=email).first()
    if found is None:
        raise forms.ValidationError(_("Nobody with an account has this e-mail address."))
    return found


class FindForm(forms.Form):
    """What a list is searched for; anything that makes no sense is as if not asked."""

    q = ThaiField(max_length=200, required=False)

    @classmethod
    def asked(cls, values):
        """The words of the search, or nothing."""
        form = cls(values)
        return form.cleaned_data["q"] if form.is_valid() else ""


class ReasonForm(forms.Form):
    """A reason of 10 to 1,000 characters."""

    reason = area(_("Reason"), min_length=REASON_MIN)

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if len(reason) > REASON_MAX:
            raise forms.ValidationError(_("Shorten it to 1,000 characters."))
        return reason


class WholeForm(forms.Form):
    """What a member says of a proposal as a whole, beside the points."""

    strength = area(_("Strengths"), rows=3, required=False, max_length=COMMENT_MAX)
    advice = area(_("Advice to the applicant"), rows=3, required=False, max_length=COMMENT_MAX)
    confidence = forms.TypedChoiceField(
        label=_("How sure are you of these points?"),
        choices=[(1, _("Little")), (2, _("Fairly")), (3, _("Very"))],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
