"""What waits for who prepares a year: the settings that are missing or not looked at."""

from functools import partial

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import Call
from pyp_portal import clock
from pyp_portal.history.models import Event
from pyp_portal.todo import Kind, Todo
from pyp_portal.years import permissions
from pyp_portal.years.lines import groups_of
from pyp_portal.years.whole import Whole, call_of


def kinds(user):
    """A year whose call has not opened yet, for officers and administrators."""
    if permissions.can_open(user):
        own = {"record_type": Call._meta.label_lower, "verb": "year_opened"}
        opened = Event.objects.filter(**own, record_id=Cast(OuterRef("pk"), CharField()))
        ahead = Call.objects.filter(Exists(opened), opens_at__gt=clock.now())
        yield Kind(ahead, partial(years_to_prepare, user))


def years_to_prepare(user, rows):
    """A line for each such year until all of it stands as it should, or the call opens."""
    for call in rows:
        groups = groups_of(Whole(call_of(call.fiscal_year)), user)
        waiting = sum(not line.is_done for group in groups for line in group.lines)
        if waiting:
            text = ngettext(
                "Prepare the year %(year)d: %(n)d setting is left",
                "Prepare the year %(year)d: %(n)d settings are left",
                waiting,
            )
            yield Todo(
                title=text % {"year": call.fiscal_year, "n": waiting},
                url=reverse("years:year", args=[call.fiscal_year]),
                detail=_("The call opens"),
                due=call.opens_at,
                icon="gear",
            )
