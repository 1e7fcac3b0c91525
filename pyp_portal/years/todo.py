"""What waits for who prepares a year: the settings that are missing or not looked at."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pyp_portal.todo import Kind, Todo
from pyp_portal.years import counting, permissions


def kinds(user):
    """A year whose call has not opened yet, for officers and administrators."""
    if permissions.can_open(user):
        yield Kind(counting.ahead(), years_to_prepare)


def years_to_prepare(rows):
    """A line for each such year until all of it stands as it should, or the call opens.

    Two statements, however many years and settings there are.
    """
    calls = list(rows)
    left = counting.left([call.fiscal_year for call in calls])
    for call in calls:
        if left.get(call.fiscal_year) != 0:
            yield Todo(
                title=title_of(call.fiscal_year, left.get(call.fiscal_year)),
                url=reverse("years:year", args=[call.fiscal_year]),
                detail=_("The call opens"),
                due=call.opens_at,
                icon="gear",
            )


def title_of(year, left):
    """With how many settings are left, once they were counted."""
    if left is None:
        return _("Prepare the year %(year)d") % {"year": year}
    text = ngettext(
        "Prepare the year %(year)d: %(n)d setting is left",
        "Prepare the year %(year)d: %(n)d settings are left",
        left,
    )
    return text % {"year": year, "n": left}
