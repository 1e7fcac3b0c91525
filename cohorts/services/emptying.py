"""Take the names out of an attendance once its time is over; how many came stays (8.1)."""

from django.db import transaction

from cohorts.services.moving import refuse_unless
from cohorts.services.training import hold
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def empty_attendance(session, *, by):
    """From now on the rows of a workshop are of nobody: {"attendance": how many}.

    Who had taken a place, what was noted and who noted it go as well; the hours that were
    earned stand on the certificates. Whoever would note something meanwhile waits, and is
    refused then.
    """
    session = hold(session)
    refuse_unless(session.emptied_at is None, session.emptied_sentence)
    session.places.all().delete()
    session.imports.all().delete()
    nobody = {"seat": None, "partner": None, "recorded_by": None, "note_th": ""}
    gone = session.attendance.update(**nobody)
    session.emptied_at = clock.now()
    session.save(update_fields=["emptied_at"])
    record(session, "attendance emptied", by=by, rows=gone)
    return {"attendance": gone}
