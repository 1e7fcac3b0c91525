"""The fiscal years for which words of papers and letters may be written."""

from django.utils import timezone
from django.utils.module_loading import import_string

from pyp_portal import clock, rooms, thai


def this_year():
    """The fiscal year of today."""
    return thai.fiscal_year(timezone.localdate(clock.now()))


def from_now_on():
    """This year, the next, and each later one that is in preparation already."""
    opened = import_string(rooms.OPENED_YEARS)()
    return sorted({this_year(), this_year() + 1} | {year for year in opened if year > this_year()})
