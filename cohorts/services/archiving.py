"""The records of a year and the National Archives: offered, packed, answered, then removed here."""

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.archive.series import KEYS, SERIES, pieces_of
from cohorts.models import Answer, ArchiveOffer, ArchivePackage
from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.papers.bagging import paths_in
from pyp_portal.papers.jobs import State
from pyp_portal.privacy.models import Removal
from pyp_portal.uploads.services import let_go

HANDED_OVER = "records-handed-over"  # the rule by which the files go


@transaction.atomic
def offer(cohort, *, by):
    """Offer the records of a year, once; two people have agreed to it."""
    made, is_new = ArchiveOffer.objects.get_or_create(
        cohort=cohort, defaults={"offered_at": clock.now(), "offered_by": by}
    )
    if is_new:
        record(cohort, "offered to the archives", by=by)
    return made


def note_package(offer, export, *, files, bytes, manifest):
    """What stood in the package of an export; made again by another worker it is noted anew."""
    facts = {"offer": offer, "files": files, "bytes": bytes, "manifest": manifest}
    digest = sha256(manifest.encode()).hexdigest()
    facts |= {"sha256": digest, "packed_at": clock.now()}
    return ArchivePackage.objects.update_or_create(export=export, defaults=facts)[0]


def packages_of(offer):
    """The packages that were made to their end, the newest first."""
    return offer.packages.filter(export__state=State.MADE).select_related("export__asked_by")


@transaction.atomic
def answer(offer, *, by, version, answer, letter_no, letter_date, package, taken, note):
    """What the archives answered, by which letter; it may be corrected until files have gone.

    MoveRefused where a colleague was faster, or where files go by this answer already.
    """
    held = ArchiveOffer.objects.select_for_update().select_related("cohort").get(pk=offer.pk)
    refuse_when_late(held, version)
    before = held.answer
    held.answer, held.letter_no, held.letter_date = answer, letter_no, letter_date
    held.note_th = note
    is_whole = answer == Answer.ACCEPTED
    held.package = package if Answer(answer).takes else None
    held.taken = [one.key for one in SERIES] if is_whole else [*taken]
    held.taken = held.taken if held.package else []
    held.answered_at, held.answered_by = clock.now(), by
    held.version += 1
    held.save()
    facts = {"letter_no": letter_no, "letter_date": letter_date, "taken": held.taken}
    facts["package"] = held.package.sha256 if held.package else ""
    record(held.cohort, "archives answered", by=by, before=before, after=answer, **facts)
    return held


def refuse_when_late(offer, version):
    """A sentence for who comes after a colleague, or after the files went."""
    if offer.emptied_at or is_being_removed(offer):
        raise MoveRefused(
            _("Files are being removed by this answer, so it is not changed any more.")
        )
    if offer.version != version:
        raise MoveRefused(
            _("A colleague has entered an answer meanwhile. Look at it, then enter yours again.")
        )


def is_being_removed(offer):
    """True once two people agreed that what was handed over goes."""
    running = Removal.objects.running().filter(rule=HANDED_OVER)
    return running.filter(items__record_id=str(offer.pk), items__done_at=None).exists()


@transaction.atomic
def empty(offer, *, by):
    """Remove the files that the archives have: how many.

    Only what stood in the package they took, byte for byte, in a series they took. Papers,
    figures, decisions and the history stay; name, size and hash of each file too.
    """
    offer = ArchiveOffer.objects.select_for_update().get(pk=offer.pk)
    there = set(handed_over(offer))
    gone = 0
    for piece in pieces_of(offer.cohort.call):
        file = piece.file
        if file and (piece.series.key, file.sha256) in there and not file.is_closed:
            gone += let_go(file)
    offer.emptied_at = clock.now()
    offer.save(update_fields=["emptied_at"])
    record(offer.cohort, "handed-over files removed", by=by, files=gone)
    return gone


def handed_over(offer):
    """(series, hash) of each file in the package that the archives took, of what they took."""
    for path, digest in paths_in(offer.package.manifest).items():
        key = path.split("/")[1]
        if key in offer.taken and key in KEYS:
            yield key, digest
