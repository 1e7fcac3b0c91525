"""Ask the head of the agency, and take the answer: endorsed, or sent back with a reason (R-06)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from proposals import completeness, emails
from proposals.fingerprints import text_hash
from proposals.grounds import Grounds, MoveRefused
from proposals.models import EndorsementAsk
from proposals.services.moving import OutOfTurn, lock, why_closed
from pyp_portal import clock
from pyp_portal.accounts.models import Membership
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_moment

LINK_LASTS = timedelta(days=14)
MOST_A_DAY = 5


class CannotEndorse(MoveRefused):
    """This link, or the person who holds it, endorses nothing (any more)."""


def heads(agency):
    """The members who may endorse for an agency today."""
    members = Membership.objects.active().filter(agency=agency, can_endorse=True)
    return [member.user for member in members.select_related("user")]


@transaction.atomic
def ask(proposal, by, *, head=None, address="", at=None):
    """Send the head of the agency a link; an earlier one that was not answered ends.

    ``head`` is a member with the right to endorse; ``address`` is of a head without account.
    """
    fresh = lock(proposal, by=by, at=at)
    if not fresh.takes_endorsement:
        raise OutOfTurn(why_closed(fresh, by))
    head = head or member_at(fresh, address)
    if sentence := cannot_ask(fresh, head, at or clock.now()):
        raise CannotEndorse(sentence)
    fresh.endorsement_asks.open().update(ended_at=clock.now())
    asked = EndorsementAsk.objects.create(
        proposal=fresh,
        head=head,
        address=head.email if head else address.strip().lower(),
        asked_by=by,
        asked_at=clock.now(),
        expires_at=clock.now() + LINK_LASTS,
    )
    record(fresh, "endorsement_asked", by=by, reason=asked.address)
    emails.endorsement_asked(asked, fresh)
    return asked


def member_at(proposal, address):
    """The member of the agency who has this address, or None."""
    members = Membership.objects.active().filter(agency=proposal.lead_agency)
    found = members.filter(user__email__iexact=address.strip()).select_related("user").first()
    return found.user if found else None


def cannot_ask(proposal, head, now):
    """Why this person cannot be asked; empty when they can."""
    if head is not None and not may_endorse(proposal, head):
        return _(
            "%(who)s works in the portal without the right to endorse. Ask for that right first."
        ) % {"who": head}
    since = proposal.endorsement_asks.filter(asked_at__gt=now - timedelta(days=1))
    if since.count() >= MOST_A_DAY:
        return _("At most %(most)d links can be sent in one day.") % {"most": MOST_A_DAY}
    return ""


def may_endorse(proposal, head):
    """Asked anew each time: a right that was taken away is gone at once (S36)."""
    members = Membership.objects.active().filter(agency=proposal.lead_agency_id, user=head)
    return members.filter(can_endorse=True).exists()


def may_write(proposal, person):
    members = Membership.objects.active().filter(agency=proposal.lead_agency_id, user=person)
    return members.filter(can_edit=True).exists() or person.is_sto_staff


def why_dead(asked, now):
    """Why a link leads nowhere now, said without a word about the proposal; empty when it works.

    A link to a typed address lives no longer than the right of who sent it (S36).
    """
    if asked.answered_at:
        moment = thai_moment(asked.answered_at)
        return _("This was answered on %(moment)s: %(answer)s.") % {
            "moment": moment,
            "answer": asked.get_answer_display(),
        }
    if asked.ended_at or now >= asked.expires_at:
        return _("This link is no longer valid. Ask the agency to send a new one.")
    if asked.head_id is None and not may_write(asked.proposal, asked.asked_by):
        return _("This link is no longer valid. Ask the agency to send a new one.")
    if asked.head_id and not may_endorse(asked.proposal, asked.head):
        return _("You no longer have the right to endorse for this agency.")
    return ""


@transaction.atomic
def answer(asked, answer, *, by=None, at=None, seen="", reason="", name="", position=""):
    """The head endorses the text with the hash ``seen``, or sends it back with a reason.

    Raises a ``MoveRefused`` with the sentence where the link or the right has ended, where it
    is too late, or where the text is no longer the one that was shown.
    """
    fresh = lock(asked.proposal, by=by, at=at)
    asked = EndorsementAsk.objects.select_for_update().get(pk=asked.pk)
    asked.proposal = fresh
    if sentence := why_dead(asked, at or clock.now()):
        raise CannotEndorse(sentence)
    if not fresh.takes_endorsement:
        raise OutOfTurn(why_closed(fresh, by))
    asked.answer, asked.answered_at = answer, clock.now()
    asked.name, asked.position = name or str(asked.head), position
    give = endorse if answer == EndorsementAsk.Answer.ENDORSED else send_back
    give(fresh, asked, seen or reason, by)
    return asked


def endorse(proposal, asked, seen, by):
    """The text must be the one that the page showed."""
    answers = proposal.answered()
    if text_hash(answers) != seen:
        raise CannotEndorse(
            _("The text was changed while you were reading. It stands here as it is now.")
        )
    asked.sha256 = seen
    asked.save()
    proposal.awaits_endorsement = False
    proposal.save(update_fields=["awaits_endorsement"])
    record(proposal, "endorsed_online", by=by, reason=signature(asked), sha256=seen)
    emails.endorsement_given(asked, proposal)


def send_back(proposal, asked, reason, by):
    """With words that help: 10 to 1,000 characters."""
    Grounds(by=by, reason=reason).require_reason()
    asked.reason = reason
    asked.save()
    record(proposal, "endorsement_sent_back", by=by, reason=f"{signature(asked)}: {reason}")
    emails.endorsement_sent_back(asked, proposal)


def signature(asked):
    """Name and position of who answered."""
    return ", ".join(word for word in (asked.name, asked.position) if word)


def settle(proposal):
    """Note on a locked proposal that is being handed in whether its endorsement is to follow."""
    proposal.awaits_endorsement = completeness.awaits_endorsement(
        proposal.answered(), proposal.form
    )
    proposal.save(update_fields=["awaits_endorsement"])
