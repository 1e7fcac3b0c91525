"""What is typed on the last evening: why the switch is turned, and the words of a banner."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from pyp_portal.evening.models import Banner

MINUTE = timedelta(minutes=1)


def time_field(label):
    return forms.TimeField(label=label, input_formats=["%H.%M", "%H:%M"])


class TurnForm(forms.Form):
    """The reason stands in the history."""

    reason = ThaiField(
        label=_("Reason"),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("At least 10 characters. It is kept in the history."),
    )


class BannerForm(forms.ModelForm):
    """From a minute to the last second of another, as people write 23.59."""

    text_th = ThaiField(label=_("Text in Thai"), max_length=400, widget=forms.Textarea({"rows": 2}))
    text_en = ThaiField(
        label=_("Text in English"), max_length=400, widget=forms.Textarea({"rows": 2, "lang": "en"})
    )
    first_day = ProgrammeDateField(label=_("From (day)"))
    first_minute = time_field(_("From (hour.minute)"))
    last_day = ProgrammeDateField(label=_("Last day"))
    last_minute = time_field(_("Until (hour.minute)"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Banner
        fields = ["text_th", "text_en", "severity"]
        widgets = {"severity": forms.RadioSelect}

    def __init__(self, *args, instance=None, **kwargs):
        super().__init__(*args, instance=instance, initial=kept(instance), **kwargs)

    def clean(self):
        data = super().clean()
        ends = {"first_day", "first_minute", "last_day", "last_minute"} <= set(data)
        if ends and self.moments()["ends_at"] <= self.moments()["starts_at"]:
            self.add_error("last_day", _("The banner has to end after it begins."))
        return data

    def moments(self):
        """From when, and the first moment at which it is gone."""
        data = self.cleaned_data
        first = datetime.combine(data["first_day"], data["first_minute"])
        last = datetime.combine(data["last_day"], data["last_minute"]) + MINUTE
        return {"starts_at": timezone.make_aware(first), "ends_at": timezone.make_aware(last)}

    def words(self):
        """Keyword arguments for the verb."""
        said = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return said | self.moments()


def kept(banner):
    """What the fields of the two moments hold at first: those of the banner, or from now to night.

    A banner that is changed keeps its version beside it, so that nobody overwrites another.
    """
    now = timezone.localtime(clock.now())
    first, last = now, datetime.combine(now, time(23, 59))
    if banner:
        first, last = (
            timezone.localtime(one) for one in (banner.starts_at, banner.ends_at - MINUTE)
        )
    return {
        "first_day": first.date(),
        "first_minute": first.strftime("%H.%M"),
        "last_day": last.date(),
        "last_minute": last.strftime("%H.%M"),
        "version": banner.version if banner else None,
    }
