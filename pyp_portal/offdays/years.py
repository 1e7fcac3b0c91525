"""Which year a page of holidays shows."""

from pyp_portal import clock

FIRST, LAST = 2017, 2057  # the years of the programme, in the common era


def year_in(values):
    """The common year that an address names in the Buddhist era; else this year."""
    typed = values.get("year", "")
    year = int(typed) - 543 if typed.isascii() and typed.isdecimal() and len(typed) == 4 else 0
    return year if FIRST <= year <= LAST else clock.today().year
