"""What waits for a worker, kind by kind: how much, since when, what failed and why.

The rows themselves are the queues: what counts them here is what their workers go by.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.imports.models import MOST_ATTEMPTS, RUNNING, SILENT, Import
from pyp_portal.outbox import addresses
from pyp_portal.outbox.models import Announcement, Message, MessageState, Stage
from pyp_portal.papers.export_queries import KEPT
from pyp_portal.papers.jobs import LEASE, State
from pyp_portal.papers.models import Export, Paper
from pyp_portal.reminders.models import Reminder
from pyp_portal.serving import retrying
from pyp_portal.serving.logs import masked
from pyp_portal.uploads.models import Scan, StoredFile

SHOWN = 20  # failed ones named one by one
UNANSWERED = timedelta(minutes=15)  # after which a scanner that says nothing is a fault
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Parts:
    """Which rows wait, which are under way, which failed, on which a person has to decide."""

    waiting: Q
    busy: Q = NOTHING
    failed: Q = NOTHING
    asks: Q = NOTHING


@dataclass(frozen=True)
class Queue:
    """One kind of thing that workers do.

    ``since`` is the field that says from when a row waits; ``called`` and ``reason`` say of a
    row that failed which it is and why, without what it holds; ``retry`` has them tried again.
    """

    code: str
    label: Promise
    icon: str
    page: str
    model: type
    since: str
    parts: Callable[[], Parts]
    called: Callable = str
    reason: Callable = str
    retry: Callable | None = None

    @property
    def can_retry(self):
        return self.retry is not None

    def failed(self):
        """The rows that failed, the latest first."""
        return self.model.objects.filter(self.parts().failed).order_by("-pk")

    @property
    def key(self):
        """By what a row is known outside: its uid, or a key that is one itself."""
        has_uid = any(field.name == "uid" for field in self.model._meta.concrete_fields)
        return "uid" if has_uid else "pk"

    def failed_one(self, key):
        """The row of this key, where it failed; else none."""
        return self.failed().filter(**{self.key: key}) if key else self.model.objects.none()

    def asking(self):
        """The rows on which a person has to decide."""
        return self.model.objects.filter(self.parts().asks)

    def look(self):
        """Its figures in one statement, its failed rows in another."""
        found = self.parts()
        rows = self.model.objects.filter(found.waiting | found.busy | found.failed | found.asks)
        counted = rows.order_by().aggregate(
            waiting=Count("pk", filter=found.waiting),
            oldest=Min(self.since, filter=found.waiting),
            busy=Count("pk", filter=found.busy),
            failed=Count("pk", filter=found.failed),
            asks=Count("pk", filter=found.asks),
        )
        faults = [
            {"uid": getattr(row, self.key), "name": self.called(row), "reason": self.reason(row)}
            for row in self.failed()[:SHOWN]
        ]
        return {"queue": self, **counted, "faults": faults}


def kind_of_error(text):
    """The kind of an error, of which the words might say what nobody should read here."""
    return masked(text.partition(":")[0])[:100]


def mails():
    """What was refused because nobody is at the address stands with the addresses, not here."""
    return Parts(
        waiting=Q(state=MessageState.WAITING),
        busy=Q(state=MessageState.SENDING),
        failed=Q(state=MessageState.FAILED) & ~Q(addresses.is_closed()),
        asks=Q(state=MessageState.UNCERTAIN),
    )


def announcements():
    return Parts(waiting=Q(stage=Stage.SENDING))


def held():
    """A living worker is at it."""
    return Q(state=State.QUEUED, claimed_at__gte=clock.now() - LEASE)


def unheld():
    return Q(state=State.QUEUED) & (Q(claimed_at=None) | Q(claimed_at__lt=clock.now() - LEASE))


def papers():
    """What was emptied as its time was over is never made, nor has it failed."""
    unopened, wanted = Q(is_on_demand=True, attempts=0), Q(emptied=None)
    return Parts(unheld() & ~unopened & wanted, held(), Q(state=State.FAILED) & wanted)


def exports():
    """What its asker cancelled, or may no longer see, has not failed."""
    kept = Q(asked_at__gt=clock.now() - KEPT)
    failed = Q(state=State.FAILED, cancelled_at=None, refusal="") & ~Q(error="")
    return Parts(unheld() & kept, held(), failed & kept)


def scans():
    given_up = Q(scan=Scan.WAITING, scanned_at__isnull=False)
    silent = given_up & Q(at__lt=clock.now() - UNANSWERED)
    return Parts(waiting=Q(scan=Scan.WAITING) & ~silent, failed=silent)


def imports():
    silent = Q(touched_at__lt=clock.now() - SILENT)
    running, tried = Q(state__in=RUNNING), Q(attempts__gte=MOST_ATTEMPTS)
    busy = running & ~silent & Q(attempts__gt=0)
    return Parts(running & ~tried & ~busy, busy, running & tried & silent)


def reminders():
    """Those whose moment is past; what is held back waits for a person, not for a worker."""
    return Parts(Q(told_at=None, ended_at=None, held_at=None, at__lte=clock.now()))


QUEUES = {
    one.code: one
    for one in (
        Queue(
            "mails",
            _("Mails and LINE messages"),
            "mail",
            "outbox:list",
            Message,
            "created_at",
            mails,
            called=lambda row: row.subject,
            reason=lambda row: masked(row.trouble),
            retry=retrying.mails,
        ),
        Queue(
            "announcements",
            _("Announcements"),
            "send",
            "",
            Announcement,
            "sent_at",
            announcements,
        ),
        Queue(
            "papers",
            _("Documents (PDF)"),
            "file",
            "papers:list",
            Paper,
            "issued_at",
            papers,
            called=lambda row: f"{row.get_kind_display()} {row.number}",
            reason=lambda row: kind_of_error(row.error),
            retry=retrying.papers,
        ),
        Queue(
            "exports",
            _("Files that people asked for"),
            "download",
            "",
            Export,
            "asked_at",
            exports,
            called=lambda row: f"{row.get_format_display()} · {row.kind}",
            reason=lambda row: kind_of_error(row.error),
            retry=retrying.exports,
        ),
        Queue(
            "scans",
            _("Files to be scanned for viruses"),
            "lock",
            "",
            StoredFile,
            "at",
            scans,
            called=lambda row: f"{row.kind} · {row.pk.hex[:8]}",
            reason=lambda row: _("The scanner gives no answer"),
            retry=retrying.scans,
        ),
        Queue(
            "imports",
            _("Imports"),
            "users",
            "imports:list",
            Import,
            "asked_at",
            imports,
            called=lambda row: f"{row.get_kind_display()}: {row.name}",
            reason=lambda row: _("The worker stopped each time"),
            retry=retrying.imports,
        ),
        Queue(
            "reminders",
            _("Reminders that are due"),
            "bell",
            "reminders:reminders",
            Reminder,
            "at",
            reminders,
        ),
    )
}


def looked_at():
    """Every queue with its figures and what failed in it."""
    return [one.look() for one in QUEUES.values()]
