"""What to look at before a call closes: who answers, what waits, how old the copies are."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from proposals.models import Call
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Export, Paper, State
from pyp_portal.serving import copying, readiness

BEFORE, AFTER = timedelta(hours=24), timedelta(hours=2)
NAMES = {
    "database": _("Database"),
    "broker": _("Queue of jobs"),
    "worker": _("Worker"),
    "pdf libraries": _("Libraries for documents"),
    "disk": _("Free space"),
}


def state():
    """Everything that the page shows beside the switch."""
    return {
        "checks": [(NAMES[name], word == "ok") for name, word in readiness.verdicts().items()],
        "papers": Paper.objects.filter(state=State.QUEUED, emptied=None).wanted().count(),
        "exports": Export.objects.filter(state=State.QUEUED).count(),
        "mails": Message.objects.unsent().count(),
        "copied_at": copied_at(),
        "window": window(),
    }


def window():
    """When nothing may be deployed, migrated or mailed to many: around the end of the call."""
    call = Call.objects.current()
    if call is None:
        return None
    first, last = call.closes_at - BEFORE, call.closes_at + AFTER
    is_now = first <= clock.now() < last
    return {"call": call, "first": first, "last": last, "is_now": is_now}


def copied_at():
    """When the copies of the call pages were last written, by the portal's clock, or None."""
    written = [path.stat().st_mtime for path in copying.root().glob("*/*/index.html")]
    return datetime.fromtimestamp(max(written), UTC) + settings.CLOCK_OFFSET if written else None
