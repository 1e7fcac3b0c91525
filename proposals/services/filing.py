"""Files beside the answers: attach, take away, endorse."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from proposals.models import Attachment, Endorsement
from proposals.services.drafting import open_codes
from proposals.services.moving import OutOfTurn, lock, touch, why_closed
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.uploads.services import store

MEGABYTE = 2**20
MOST_FILES, MOST_BYTES = 10, 50 * MEGABYTE
CODE_OF = {
    Attachment.Kind.ENDORSEMENT: "F55",
    Attachment.Kind.PARTNER_LETTER: "F56",
    Attachment.Kind.OTHER: "F57",
}
TAKES = {
    Attachment.Kind.PARTNER_LETTER: ("pdf",),
    Attachment.Kind.OTHER: ("pdf", "office", "image"),
}


def lock_for_files(proposal, kind, by, at):
    """The locked proposal, when files of this kind may be changed at that moment."""
    fresh = lock(proposal, by=by, at=at)
    if not fresh.takes_answers or CODE_OF[kind] not in open_codes(fresh):
        raise OutOfTurn(why_closed(fresh, by))
    return fresh


def lock_for_letter(proposal, by, at):
    """The same for the letter, which may follow what was submitted where the call says so."""
    fresh = lock(proposal, by=by, at=at)
    is_to_follow = fresh.takes_endorsement and not fresh.takes_answers
    return fresh if is_to_follow else lock_for_files(proposal, Attachment.Kind.ENDORSEMENT, by, at)


@transaction.atomic
def attach(proposal, uploaded, kind, by, *, at=None):
    """F56, F57: put one more file beside the answers; ``ValidationError`` bears a sentence."""
    fresh = lock_for_files(proposal, kind, by, at)
    file = store(uploaded, by=by, kinds=TAKES[kind], max_bytes=room_left(fresh, kind))
    attachment = keep(fresh, file, kind, by)
    record(fresh, "attached", by=by, kind=kind, sha256=file.sha256)
    touch(fresh)
    return attachment


def room_left(proposal, kind):
    """How large the next file of this kind may be."""
    there = proposal.attachments.current().filter(kind=kind)
    if there.count() >= MOST_FILES:
        raise ValidationError(
            _("There are %(most)d files, which is the limit.") % {"most": MOST_FILES}
        )
    if kind == Attachment.Kind.PARTNER_LETTER:
        return 10 * MEGABYTE
    left = MOST_BYTES - (there.aggregate(sum=Sum("file__size"))["sum"] or 0)
    if left <= 0:
        raise ValidationError(_("The files fill the 50 MB that are allowed."))
    return left


def keep(proposal, file, kind, by):
    """Note a stored file as an attachment of the proposal."""
    return Attachment.objects.create(
        proposal=proposal, kind=kind, file=file, added_at=clock.now(), added_by=by
    )


@transaction.atomic
def detach(attachment, by, *, at=None):
    """Take a file away; revisions that were handed in with it keep it."""
    fresh = lock_for_files(attachment.proposal, attachment.kind, by, at)
    Endorsement.objects.filter(attachment=attachment).delete()
    remove(Attachment.objects.filter(pk=attachment.pk))
    record(fresh, "detached", by=by, kind=attachment.kind, sha256=attachment.file.sha256)
    touch(fresh)


def remove(attachments):
    attachments.filter(removed_at=None).update(removed_at=clock.now())


@transaction.atomic
def endorse(proposal, uploaded, letter_no, letter_date, by, *, at=None):
    """F55: the signed letter of the head of the agency, in place of the one before."""
    kind = Attachment.Kind.ENDORSEMENT
    fresh = lock_for_letter(proposal, by, at)
    file = store(uploaded, by=by, kinds=("pdf",), max_bytes=10 * MEGABYTE)
    Endorsement.objects.filter(proposal=fresh).delete()
    remove(fresh.attachments.filter(kind=kind))
    endorsement = Endorsement.objects.create(
        proposal=fresh,
        letter_no=letter_no,
        letter_date=letter_date,
        attachment=keep(fresh, file, kind, by),
    )
    fresh.awaits_endorsement = False
    record(fresh, "endorsed", by=by, sha256=file.sha256, letter_date=letter_date)
    touch(fresh)
    return endorsement
