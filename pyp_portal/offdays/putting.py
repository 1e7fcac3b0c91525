"""Putting off what falls on a day that is closed now: the same for every kind of record."""

from pyp_portal import thai
from pyp_portal.history.services import record
from pyp_portal.offdays.services import PutOff


def put_off(rows, field, told, by, reason):
    """Move the date ``field`` of these locked rows to the next working day; what was moved.

    ``told`` says of a row what is due, and where it is seen; the trace at each record says
    because of which day.
    """
    found = []
    for row in rows:
        before = getattr(row, field)
        after = thai.next_working_day(before)
        setattr(row, field, after)
        row.save(update_fields=[field])
        record(row, "put off", by=by, reason=reason, before=before, after=after)
        found.append(PutOff(*told(row), before, after))
    return found
