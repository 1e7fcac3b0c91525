"""The days of a year, and the same days of a later one, moved onto working days."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.sequence import OF_THE_CALL, out_of_order
from proposals.services.setting_up import last_day
from pyp_portal import thai
from pyp_portal.offdays.models import OffDay

LABELS = {
    "opens_on": _("The call opens"),
    "closes_on": _("Last day of the call"),
    "endorsement_on": _("Last day for the endorsement by the head"),
    "selection_due": _("Results by"),
    "reserve_valid_until": _("Reserve holds until"),
    "lab_starts_on": _("Lab begins"),
    "lab_ends_on": _("Lab ends"),
    "presentation_from": _("presentations from"),
    "presentation_to": _("presentations until"),
    "follow_up_starts_on": _("Follow-up begins"),
}
OPTIONAL = {
    "endorsement_on", "reserve_valid_until", "presentation_from", "presentation_to",
    "follow_up_starts_on",
}  # fmt: skip
ORDER = (
    *OF_THE_CALL,
    ("selection_due", "reserve_valid_until"),
    ("lab_starts_on", "presentation_from"),
    ("presentation_from", "presentation_to"),
    ("presentation_to", "follow_up_starts_on"),
    ("lab_ends_on", "follow_up_starts_on"),
)


def days_of(call, plan, cohort):
    """The days of a year by name, those that it lacks as None; plan and cohort may be missing."""
    days = {
        "opens_on": timezone.localdate(call.opens_at),
        "closes_on": last_day(call.closes_at),
        "endorsement_on": call.endorsement_due and last_day(call.endorsement_due),
        "selection_due": call.selection_due,
        "lab_starts_on": call.lab_starts_on,
        "lab_ends_on": call.lab_ends_on,
    }
    for record, names in (
        (plan, ["reserve_valid_until"]),
        (cohort, ["presentation_from", "presentation_to", "follow_up_starts_on"]),
    ):
        days |= {name: record and getattr(record, name) for name in names}
    return {name: days[name] for name in LABELS}


def moved(day, years):
    """The same day so many years later, or the first working day after it."""
    try:
        later = day.replace(year=day.year + years)
    except ValueError:  # 29 February
        later = day.replace(year=day.year + years, day=28)
    return thai.next_working_day(later)


def moved_all(days, years):
    """Each day so many years later; what is missing stays missing."""
    return {name: day and moved(day, years) for name, day in days.items()}


def faults(days):
    """(name, sentence) for each day that lies before one that comes first."""
    return list(out_of_order(days, LABELS, ORDER))


def days_off(days):
    """(label, day, what the day is called) for each day on which offices are closed."""
    closed = {n: day for n, day in days.items() if day and not thai.is_working_day(day)}
    entered = OffDay.objects.standing().filter(day__in=closed.values())
    own = dict(entered.values_list("day", "name_th")) if closed else {}
    return [
        (LABELS[name], day, own.get(day) or thai.day_off_name(day)) for name, day in closed.items()
    ]
