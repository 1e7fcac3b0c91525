"""Whether the days of a year come one after the other: pure comparisons."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pyp_portal.templatetags.thai import thai_date

CLOSES_FIRST = gettext_lazy("On this day the call would close before it opens.")
# The day on the left comes first, or both are the same day.
OF_THE_CALL = (
    ("opens_on", "closes_on"),
    ("closes_on", "endorsement_on"),
    ("closes_on", "selection_due"),
    ("selection_due", "lab_starts_on"),
    ("lab_starts_on", "lab_ends_on"),
)


def out_of_order(days, labels, pairs=OF_THE_CALL):
    """(name, sentence) for each day that lies before one that comes first; empty ones never do."""
    for first, later in pairs:
        if days.get(first) and days.get(later) and days[later] < days[first]:
            yield (
                later,
                _("“%(later)s” lies before “%(first)s” (%(day)s).")
                % {"later": labels[later], "first": labels[first], "day": thai_date(days[first])},
            )
