"""Announced days of a call on which offices are closed now: the office decides about them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from proposals.models import Call
from proposals.services.setting_up import last_day
from pyp_portal import clock
from pyp_portal.offdays.services import PutOff

DAYS = {
    "opens_at": (gettext_lazy("The call opens"), timezone.localdate),
    "closes_at": (gettext_lazy("Last day of the call"), last_day),
    "endorsement_due": (gettext_lazy("Last day for the endorsement by the head"), last_day),
    "selection_due": (gettext_lazy("Results by"), lambda day: day),
}


def stand(day, _name, _by):
    """Days of calls that fall on this day, from it to itself: what was announced is not moved."""
    return [
        PutOff(f"{call}: {label}", page(call), day, day)
        for call in Call.objects.filter(selection_due__gte=clock.today())
        for name, (label, day_of) in DAYS.items()
        if getattr(call, name) and day_of(getattr(call, name)) == day
    ]


def page(call):
    return reverse("proposals:call_settings", args=[call.fiscal_year])
