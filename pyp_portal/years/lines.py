"""All settings of a year in their groups, and noting that somebody has looked at one."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused, StaleVersion
from pyp_portal.history.services import record, timeline
from pyp_portal.years import call_lines, house_lines, room_lines
from pyp_portal.years.line import Group
from pyp_portal.years.whole import Whole, call_of, held

LOOKED_AT = "year_looked_at"


def groups_of(whole, user):
    """The page of a year, group by group, each line with the last look at it."""
    looked = {event.data["line"]: event for event in timeline(whole.call).filter(verb=LOOKED_AT)}
    parts = (
        ("call", _("Call for proposals"), call_lines.lines),
        ("selection", _("Selection"), room_lines.selection_lines),
        ("cohort", _("Cohort and lab"), room_lines.cohort_lines),
        ("words", _("Words"), house_lines.word_lines),
        ("registers", _("Registers and roles"), house_lines.register_lines),
    )
    return [
        Group(key, label, [replace(one, looked=looked.get(one.key)) for one in find(whole, user)])
        for key, label, find in parts
    ]


@transaction.atomic
def look(call, key, *, mark, by):
    """Note that a setting stands as it should; it counts until the setting changes.

    Raises ``StaleVersion`` when it is no longer what the page showed, ``MoveRefused`` when it is
    missing. Who looks at what is noted already changes nothing.
    """
    found = groups_of(Whole(call_of(held(call).fiscal_year)), by)
    line = next((one for group in found for one in group.lines if one.key == key), None)
    if line is None or line.mark != mark:
        raise StaleVersion(_("This setting has changed meanwhile. Look at it once more."))
    if line.is_done:
        return line
    if not line.may_be_noted:
        raise MoveRefused(_("This is missing: a look is not enough."))
    record(call, LOOKED_AT, by=by, line=key, mark=mark)
    return line
