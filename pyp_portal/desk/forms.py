"""What the pages of the desk may be asked for."""

import re
from datetime import date

from django import forms

from pyp_portal import clock, dates

MONTH = re.compile(r"(\d{4})-(\d{2})")
MADE, REVOKED = "make", "revoke"


def month_in(values):
    """The first day of the month an address names; this month where it names none that exists."""
    found = MONTH.fullmatch(values.get("month", ""))
    this = clock.today().replace(day=1)
    if not found:
        return this
    year, month = map(int, found.groups())
    is_known = 1 <= month <= 12 and year + dates.ERA in dates.PROGRAMME_YEARS
    return date(year, month, 1) if is_known else this


class FeedForm(forms.Form):
    """Make the private address of a calendar (anew), or revoke it."""

    act = forms.ChoiceField(choices=[(MADE, MADE), (REVOKED, REVOKED)])
