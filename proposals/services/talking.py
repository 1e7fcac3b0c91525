"""Comments of colleagues on a field: written, answered, resolved, told once."""

from datetime import timedelta
from uuid import uuid5

from django.db import transaction

from proposals import permissions, talk_emails
from proposals.models import Comment
from proposals.services.moving import OutOfTurn, lock, why_closed
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.accounts.models import Membership, User
from pyp_portal.history.services import record

ONE_MAIL = timedelta(minutes=30)  # what one person writes within it is told in one mail


@transaction.atomic
def comment(proposal, name, text, by, *, key, to=None, at=None):
    """Comment on the field ``name``, or answer the thread ``to``; the others are told.

    ``key`` names the form that was sent: sent twice, it gives one comment. An answer opens a
    thread again that was resolved. Raises ``OutOfTurn`` where the proposal takes no answers.
    """
    fresh = open_to(proposal, by, at)
    uid = uuid5(key, f"{fresh.pk}:{by.pk}")
    if said := Comment.objects.filter(uid=uid).first():
        return said
    said = Comment.objects.create(
        uid=uid,
        proposal=fresh,
        question=to.question if to else name,
        answers=to,
        by=by,
        text_th=text,
        written_at=clock.now(),
        occasion=occasion_of(fresh, by) or uid,
    )
    record(said, "commented", by=by)
    if to is not None:
        reopened(to, by)
    talk_emails.commented(said, fresh, others_at_work(fresh, by))
    return said


def open_to(proposal, by, at):
    """The locked proposal, while its agency may still talk about its answers."""
    fresh = lock(proposal, at=at)
    require(permissions.can_talk(fresh, by))
    if not fresh.takes_answers:
        raise OutOfTurn(why_closed(fresh, by))
    return fresh


def occasion_of(proposal, by):
    """The occasion of the last comment, where the same person wrote it just before."""
    last = proposal.comments.last()
    is_same = last and last.by_id == by.pk and clock.now() - last.written_at < ONE_MAIL
    return last.occasion if is_same else None


@transaction.atomic
def resolve(thread, by, *, at=None):
    """Say that a thread is done with; said again, nothing changes."""
    open_to(thread.proposal, by, at)
    done = {"resolved_at": clock.now(), "resolved_by": by}
    if Comment.objects.unresolved().filter(pk=thread.pk).update(**done):
        record(thread, "resolved", by=by)


@transaction.atomic
def reopen(thread, by, *, at=None):
    """Take up again what was resolved."""
    open_to(thread.proposal, by, at)
    reopened(thread, by)


def reopened(thread, by):
    resolved = Comment.objects.threads().exclude(resolved_at=None).filter(pk=thread.pk)
    if resolved.update(resolved_at=None, resolved_by=None):
        record(thread, "reopened", by=by)


# --- Whom to tell ---------------------------------------------------------------------


def others_at_work(proposal, by):
    """Who works on the proposal and may read the comments, but for the one who wrote.

    That is who began it, wrote in it or commented on it. Where there is nobody else yet, all
    of the agency who may write or submit.
    """
    hands = {
        proposal.owner_id,
        *proposal.edits.values_list("by", flat=True),
        *proposal.comments.values_list("by", flat=True),
    }
    return readers(proposal, hands, by) or readers(proposal, writers_of(proposal), by)


def readers(proposal, keys, by):
    people = User.objects.filter(pk__in=keys, is_active=True).exclude(pk=by.pk).order_by("pk")
    return [person for person in people if permissions.can_talk(proposal, person)]


def writers_of(proposal):
    """The people of the agency who may write or submit."""
    active = Membership.objects.active().filter(agency=proposal.lead_agency_id)
    may = active.filter(can_edit=True) | active.filter(can_submit=True)
    return may.values_list("user", flat=True)
