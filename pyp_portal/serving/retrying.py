"""Have what failed tried again: each row once, whoever else presses, and with a trace.

None of it is done here: the row waits again, and its worker takes it by its own claim.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from pyp_portal import clock, doorbell
from pyp_portal.history.services import record
from pyp_portal.imports import tasks as import_tasks
from pyp_portal.imports.models import Import
from pyp_portal.outbox import resending
from pyp_portal.outbox.models import Message, MessageState
from pyp_portal.papers import exporting
from pyp_portal.papers import services as paper_services
from pyp_portal.serving.models import TimedRun
from pyp_portal.serving.running import GRACE
from pyp_portal.timetable import TIMETABLE
from pyp_portal.uploads import tasks as scan_tasks

VERB = "tried again"


def mails(rows, by):
    """Refused mails go once more, but for those to an address that came back."""
    failed = Message.objects.filter(state=MessageState.FAILED)
    chosen = failed.filter(pk__in=[row.pk for row in rows])
    return resending.resend(chosen, by=by, reason=_("From the page of the queues"))


def papers(rows, by):
    return sum(paper_services.retry(row, by=by) for row in rows)


def exports(rows, by):
    return sum(exporting.retry(row, by=by) for row in rows)


@transaction.atomic
def scans(rows, by):
    """Ask the scanner about them now; the one that answers first settles a file."""
    for row in rows:
        record(row, VERB, by=by)
        doorbell.ring(scan_tasks.scan, row.pk)
    return len(rows)


@transaction.atomic
def imports(rows, by):
    """A worker takes them up where the last one fell silent."""
    done = 0
    for row in rows:
        stuck = Import.objects.running().filter(pk=row.pk, attempts=row.attempts)
        if stuck.filter(touched_at=row.touched_at).update(attempts=0, touched_at=clock.now()):
            record(row, VERB, by=by)
            doorbell.ring(import_tasks.work, row.pk)
            done += 1
    return done


@transaction.atomic
def job(name, by):
    """Have a job of the timetable run now, beside its time; each may run at any moment."""
    line = TIMETABLE[name]
    first = {"late_after": clock.now() + GRACE}
    run, _is_new = TimedRun.objects.get_or_create(name=name, defaults=first)
    record(run, VERB, by=by)
    doorbell.ring_by_name(line["task"], *line["args"])
