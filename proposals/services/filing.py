"""Files beside the answers: attach, take away, endorse."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from proposals.models import Attachment, Endorsement
from proposals.services.drafting import open_codes
from proposals.services.moving import OutOfTurn, lock, touch, why_closed
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.uploads.services import discard, store

MEGABYTE = 2**20
CODE_OF = {
    Attachment.Kind.ENDORSEMENT: "F55",
    Attachment.Kind.PARTNER_LETTER: "F56",
    Attachment.Kind.OTHER: "F57",
}


@dataclass(frozen=True)
class Limit:
    """What a question takes: kinds of file, how many, how large one may be, and all of them."""

    kinds: tuple
    most: int
    each: int
    all: int


LIMITS = {
    Attachment.Kind.ENDORSEMENT: Limit(("pdf",), 1, 10 * MEGABYTE, 10 * MEGABYTE),
    Attachment.Kind.PARTNER_LETTER: Limit(("pdf",), 10, 10 * MEGABYTE, 100 * MEGABYTE),
    Attachment.Kind.OTHER: Limit(("pdf", "office", "image"), 10, 50 * MEGABYTE, 50 * MEGABYTE),
}


def lock_for_files(proposal, kind, by, at):
    """The locked proposal, when files of this kind may be changed at that moment."""
    fresh = lock(proposal, by=by, at=at)
    if not fresh.takes_answers or CODE_OF.get(kind) not in open_codes(fresh):
        raise OutOfTurn(why_closed(fresh, by))
    return fresh


def lock_for_letter(proposal, by, at):
    """The same for the letter, which may follow what was submitted where the call says so."""
    fresh = lock(proposal, by=by, at=at)
    is_to_follow = fresh.takes_endorsement and not fresh.takes_answers
    return fresh if is_to_follow else lock_for_files(proposal, Attachment.Kind.ENDORSEMENT, by, at)


def lock_for(proposal, kind, by, at):
    """The locked proposal, when a file of this kind may come at that moment."""
    if kind == Attachment.Kind.ENDORSEMENT:
        return lock_for_letter(proposal, by, at)
    return lock_for_files(proposal, kind, by, at)


@transaction.atomic
def room_for(proposal, kind, by, at):
    """How large the next file of this kind may be, when one may come at that moment."""
    return room_left(lock_for(proposal, kind, by, at), kind)


def room_left(proposal, kind, beside=0, bytes_beside=0):
    """How large the next file of this kind may be, with so many more on their way beside it.

    A new endorsement letter takes the place of the one before.
    """
    limit = LIMITS[kind]
    if kind == Attachment.Kind.ENDORSEMENT:
        return limit.each
    there = proposal.attachments.current().filter(kind=kind)
    if there.count() + beside >= limit.most:
        raise ValidationError(
            _("There are %(most)d files, which is the limit.") % {"most": limit.most}
        )
    left = limit.all - bytes_beside - (there.aggregate(sum=Sum("file__size"))["sum"] or 0)
    if left <= 0:
        raise ValidationError(_("The files fill the 50 MB that are allowed."))
    return min(left, limit.each)


def attach(proposal, uploaded, kind, by, *, at=None):
    """F56, F57: put one more file beside the answers; ``ValidationError`` bears a sentence.

    The file is looked into before the proposal is locked: nobody else waits meanwhile.
    """
    most = room_for(proposal, kind, by, at)
    file = store(uploaded, by=by, kinds=LIMITS[kind].kinds, max_bytes=most)
    with only_if_used(file):
        return settle(proposal, file, kind, by, at)


@contextmanager
def only_if_used(file):
    """Forget a stored file again where what it was meant for is refused."""
    try:
        yield
    except Exception:
        discard(file)
        raise


@transaction.atomic
def settle(proposal, file, kind, by, at):
    """Put a stored file beside the answers, if it is still its turn and there is still room."""
    fresh = lock_for_files(proposal, kind, by, at)
    if file.size > room_left(fresh, kind):
        raise ValidationError(_("The files fill the 50 MB that are allowed."))
    attachment = keep(fresh, file, kind, by)
    record(fresh, "attached", by=by, kind=kind, sha256=file.sha256)
    touch(fresh)
    return attachment


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


def endorse(proposal, uploaded, letter_no, letter_date, by, *, at=None):
    """F55: the signed letter of the head of the agency, in place of the one before."""
    kind = Attachment.Kind.ENDORSEMENT
    most = room_for(proposal, kind, by, at)
    file = store(uploaded, by=by, kinds=LIMITS[kind].kinds, max_bytes=most)
    with only_if_used(file):
        return sign(proposal, file, letter_no, letter_date, by, at)


@transaction.atomic
def sign(proposal, file, letter_no, letter_date, by, at):
    """Put a stored letter in place of the one before."""
    kind = Attachment.Kind.ENDORSEMENT
    fresh = lock_for_letter(proposal, by, at)
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
