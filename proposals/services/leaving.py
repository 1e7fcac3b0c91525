"""Ways out: withdrawn by the agency, expired with the call."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals import documents, emails
from proposals.grounds import Grounds, MoveRefused
from proposals.lifecycle.conditions import EXPIRY_DELAY
from proposals.models import Attachment, Call, Proposal
from proposals.services.filing import MEGABYTE, keep
from proposals.services.moving import lock, move
from proposals.services.reinstating import reinstate
from proposals.services.reminding import drafters
from proposals.services.submitting import valid_receipt
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.services import quietly
from pyp_portal.uploads.services import store


class LetterNeeded(MoveRefused):
    """The letter of the head of the agency is missing."""


@transaction.atomic
def withdraw(proposal, by, reason, *, letter=None, at=None, version=None):
    """T31: the agency withdraws with a letter from its head; after T18 the director does.

    ``letter`` is an uploaded PDF, or one that has been stored before.
    """
    fresh = lock(proposal, version, by)
    if letter is None and fresh.state != State.SELECTED:
        raise LetterNeeded(_("Attach the letter by which the head of the agency withdraws."))
    moved = move(fresh, "withdraw", Grounds(by=by, reason=reason, at=at))
    if letter is not None:
        keep(moved, stored(letter, by), Attachment.Kind.WITHDRAWAL, by)
    emails.withdrawn(moved)
    return moved


def stored(letter, by):
    """A letter as a stored file; one that is stored already stays as it is."""
    if hasattr(letter, "sha256"):
        return letter
    return store(letter, by=by, kinds=("pdf",), max_bytes=10 * MEGABYTE)


def expire_drafts(now=None):
    """T04 for every draft whose call is over; answers with how many expired.

    Each draft is a transaction of its own: one that fails does not hold up the others,
    and the next run takes it again. The papers of the drafts are made by the sweep, in its
    own time.
    """
    now = now or clock.now()
    calls = [call for call in Call.objects.all() if call.last_moment + EXPIRY_DELAY <= now]
    drafts = Proposal.objects.filter(state=State.DRAFT, call__in=calls)
    drafts = drafts.exclude(extended_until__gt=now).order_by("pk")
    with quietly():
        return sum(expire(draft, now) for draft in drafts)


def expire(draft, now):
    """T04 for one draft; False when somebody was faster, or its first submission counts again.

    Who may write for the agency gets the text as a PDF, by a link into the portal.
    """
    try:
        with transaction.atomic():
            if receipt := valid_receipt(draft):
                reinstate(draft, receipt)
                return False
            moved = move(draft, "expire", Grounds(at=now))
            paper = documents.unsubmitted(moved)
            emails.expired(moved, drafters(moved), paper)
    except MoveRefused:
        return False
    return True
