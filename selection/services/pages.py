"""Attachments as pages to read: which there are, which are drawn, and having them drawn."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from proposals.models import Attachment
from pyp_portal import clock
from pyp_portal.papers import making
from pyp_portal.papers.services import ring
from pyp_portal.uploads.models import Scan, StoredFile
from selection.models import PageSet, ScoreSheet

DRAWN = ("pdf", "jpg", "png")
BESIDE_THE_ANSWERS = (
    Attachment.Kind.ENDORSEMENT,
    Attachment.Kind.PARTNER_LETTER,
    Attachment.Kind.OTHER,
)
AT_ONCE = 200  # files that one sweep notes


@dataclass(frozen=True)
class Reading:
    """One attachment on the page of a sheet: its pages, or the sentence why there are none."""

    attachment: Attachment
    number: int
    pages: list  # (number, width, height)
    sentence: str
    whole: int

    @property
    def is_cut(self):
        return self.whole > len(self.pages) > 0


def attachments_of(proposal):
    """What stands beside the answers now, with what is drawn of it, in one statement."""
    found = proposal.attachments.current().filter(kind__in=BESIDE_THE_ANSWERS)
    return found.select_related("file__page_set")


def files_of(proposal):
    """The attachments of a proposal as its readers see them."""
    return [_reading(one, number) for number, one in enumerate(attachments_of(proposal), start=1)]


def _reading(attachment, number):
    drawn = getattr(attachment.file, "page_set", None)
    is_there = drawn is not None and drawn.is_ready and attachment.file.can_be_opened
    pages = [(n, *size) for n, size in enumerate(drawn.sizes, start=1)] if is_there else []
    whole = drawn.whole if is_there else 0
    return Reading(attachment, number, pages, "" if pages else _why_not(attachment.file), whole)


def _why_not(file):
    if file.is_closed:
        return _("The virus scanner found something in this file: nobody can open it.")
    if file.is_gone:
        return _("The file was kept as long as the rules say and is here no more.")
    if file.kind not in DRAWN:
        return _("A file of this kind is not shown as pages: download it to read it.")
    drawn = getattr(file, "page_set", None)
    if drawn is not None and drawn.has_failed:
        return _("The pages could not be drawn: download the file to read it.")
    return _("The pages are being drawn. Until then the file can be downloaded.")


def forget_gone():
    """Files that were removed as their time was over are not left as pictures: how many."""
    gone = list(PageSet.objects.filter(source__file="").exclude(file=""))
    for drawn in gone:
        drawn.file.storage.delete(drawn.file.name)
        drawn.delete()
    return len(gone)


def prepare():
    """Note the files of proposals that are being scored, and ring for all that wait."""
    scored = ScoreSheet.objects.waiting().filter(stage="doc").values("proposal")
    attached = Attachment.objects.current().filter(proposal__in=scored, kind__in=BESIDE_THE_ANSWERS)
    new = StoredFile.objects.filter(
        pk__in=attached.values("file"), kind__in=DRAWN, page_set=None
    ).exclude(scan__in=[Scan.FAILED, Scan.WAITING])
    now = clock.now()
    rows = [PageSet(source=file, asked_at=now) for file in new[:AT_ONCE]]
    PageSet.objects.bulk_create(rows, ignore_conflicts=True)
    forget_gone()
    making.give_up(PageSet)
    for drawn in making.due(PageSet):
        ring(drawn)
