"""How many settings of a year to come are left: counted in the background, said at home.

Counting asks some fifty times. Whoever comes home is told what was counted last: some minutes
ago, or when somebody looked at the page of the year.
"""

from django.core.cache import cache
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast

from proposals.models import Call
from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.history.models import Event
from pyp_portal.years.lines import groups_of
from pyp_portal.years.whole import Whole, call_of

KEPT = 3600  # seconds; it is counted anew every ten minutes


def ahead():
    """The calls of years that were opened here and have not opened to proposals yet."""
    own = {"record_type": Call._meta.label_lower, "verb": "year_opened"}
    opened = Event.objects.filter(**own, record_id=Cast(OuterRef("pk"), CharField()))
    return Call.objects.filter(Exists(opened), opens_at__gt=clock.now())


def key_of(year):
    return f"settings-left:{year}"


def keep(year, lines):
    """Keep how many of all lines of a year are not as they should be; the number."""
    left = sum(not line.is_done for line in lines)
    cache.set(key_of(year), left, KEPT)
    return left


def left(years):
    """{year: how many settings are left}, of those that were counted; one statement."""
    found = cache.get_many([key_of(year) for year in years])
    return {year: found[key_of(year)] for year in years if key_of(year) in found}


def count_ahead():
    """Count every year whose call has not opened yet; {year: how many settings are left}."""
    nobody = User(pk=0)  # the addresses of pages differ by person, what is left does not
    found = {}
    for year in ahead().values_list("fiscal_year", flat=True):
        groups = groups_of(Whole(call_of(year)), nobody)
        found[year] = keep(year, [line for group in groups for line in group.lines])
    return found
