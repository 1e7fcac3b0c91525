"""What goes with an issue to its presentation: the words of its brief, and files."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import PresentationFile, PresentationItem
from cohorts.services.moving import as_seen, refuse_unless
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.uploads.services import taken_in

KINDS = ("pdf", "pptx")
MAX_BYTES = 30 * 2**20
MOST_FILES = 10


def refuse_recorded(item):
    """What was shown stays as it was, once the outcome is written."""
    refuse_unless(
        item.recorded_at is None,
        _("The outcome of this presentation is recorded: what was shown stays as it was."),
    )


def hold_item(item):
    """The place of an issue with its row locked; refused once its outcome is written."""
    rows = PresentationItem.objects.select_related("team__proposal", "session")
    item = rows.select_for_update(of=("self",)).get(pk=item.pk)
    refuse_recorded(item)
    return item


@transaction.atomic
def write_brief(item, *, by, summary_th, ask_th, seen=None):
    """The words that stand on the one page about an issue, in place of those before."""
    item = hold_item(item)
    as_seen(seen, item.token)
    item.summary_th, item.ask_th = summary_th, ask_th
    item.brief_at, item.brief_by = clock.now(), by
    item.save()
    record(item, "brief_written", by=by)
    return item


def add_file(item, upload, *, by):
    """Take a file that is shown or handed out; ``ValidationError`` where it cannot be taken."""
    refuse_recorded(item)
    with taken_in(upload, by=by, kinds=KINDS, max_bytes=MAX_BYTES) as stored:
        return _add(item, stored, by)


@transaction.atomic
def _add(item, stored, by):
    item = hold_item(item)
    refuse_unless(
        item.files.filter(removed_at=None).count() < MOST_FILES,
        _("An issue takes at most %(most)d files. Take one back first.") % {"most": MOST_FILES},
    )
    sent = PresentationFile.objects.create(item=item, file=stored, sent_at=clock.now(), sent_by=by)
    record(item, "file_added", by=by, sha256=stored.sha256)
    return sent


@transaction.atomic
def remove_file(sent, *, by):
    """Take a file back; that it was there stays on record."""
    item = hold_item(sent.item)
    sent.removed_at = clock.now()
    sent.save(update_fields=["removed_at"])
    record(item, "file_removed", by=by, sha256=sent.file.sha256)
    return sent
