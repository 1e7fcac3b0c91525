"""Hand a member's work and rights to a successor; an agency, not a person, owns a proposal."""

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from proposals import emails
from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.accounts import services as accounts
from pyp_portal.accounts.models import HandOver, Membership
from pyp_portal.accounts.refusals import Refused, who_was_first
from pyp_portal.accounts.rights import Rights
from pyp_portal.history.services import record

OFFERED, DECLINED, TAKEN_BACK = "hand-over offered", "hand-over declined", "hand-over taken back"
HANDED_OVER = "handed over"


@transaction.atomic
def offer_hand_over(membership, successor, *, by):
    """Offer one's work to a colleague; nothing passes before the colleague accepts."""
    _both_active(membership, successor)
    try:
        with transaction.atomic():
            offer = HandOver.objects.create(
                membership=membership, successor=successor, asked_by=by, asked_at=clock.now()
            )
    except IntegrityError:
        raise Refused(_("The work is offered to somebody already. Take that back first.")) from None
    record(membership, OFFERED, by=by, successor=successor.pk)
    emails.hand_over(offer, "offered", successor)
    return offer


@transaction.atomic
def accept_hand_over(offer, *, by):
    """The successor takes over: the work and the rights pass, and the other one leaves at once.

    The memberships are locked first, as everywhere: no two acts wait for each other.
    """
    require(offer.successor_id == by.pk)
    _both_active(offer.membership, offer.successor)
    offer = _settled(offer, HandOver.Outcome.ACCEPTED)
    _pass_on(offer, by)
    return offer


@transaction.atomic
def decline_hand_over(offer, *, by):
    """The colleague does not take over; everything stays as it is."""
    require(offer.successor_id == by.pk)
    offer = _settled(offer, HandOver.Outcome.DECLINED)
    record(offer.membership, DECLINED, by=by)
    emails.hand_over(offer, "declined", offer.asked_by)
    return offer


@transaction.atomic
def take_back_hand_over(offer, *, by):
    """Whoever offered it no longer does."""
    require(by.pk in (offer.asked_by_id, offer.membership.user_id))
    offer = _settled(offer, HandOver.Outcome.TAKEN_BACK)
    record(offer.membership, TAKEN_BACK, by=by)
    return offer


@transaction.atomic
def hand_over_now(membership, successor, *, by, reason):
    """The head or an officer does it for one who is gone: it passes at once, for a reason.

    What that person had offered to another is void.
    """
    if not reason.strip():
        raise Refused(_("Give a reason."))
    _both_active(membership, successor)
    now = clock.now()
    void = {"settled_at": now, "outcome": HandOver.Outcome.TAKEN_BACK}
    membership.hand_overs.filter(settled_at=None).update(**void)
    offer = HandOver.objects.create(
        membership=membership,
        successor=successor,
        asked_by=by,
        asked_at=now,
        settled_at=now,
        outcome=HandOver.Outcome.ACCEPTED,
    )
    _pass_on(offer, by, reason.strip())
    return offer


def work_of(membership):
    """The proposals that a member began for the agency and that have not come to an end."""
    begun = Proposal.objects.filter(lead_agency=membership.agency_id, owner=membership.user_id)
    return begun.ongoing()


def _pass_on(offer, by, reason=""):
    """Owner of the proposals, rights, membership: all of it in the transaction of the caller."""
    leaving, staying = _both_active(offer.membership, offer.successor)
    for proposal in work_of(leaving).select_for_update(of=("self",)).order_by("pk"):
        proposal.owner = offer.successor
        proposal.save(update_fields=["owner"])
        record(proposal, "passed_on", by=by, reason=reason, successor=offer.successor_id)
    rights = Rights(
        *(getattr(leaving, name) or getattr(staying, name) for name in asdict(Rights()))
    )
    accounts.set_rights(staying, by=by, rights=rights, told=False)
    record(leaving, HANDED_OVER, by=by, reason=reason, successor=offer.successor_id)
    accounts.end_membership(leaving, by=by, reason=reason or _passed_to(offer.successor))
    emails.hand_over(offer, "accepted", offer.successor)


def _passed_to(successor):
    return _("The work went over to %(who)s.") % {"who": successor}


def _both_active(membership, successor):
    """The two locked memberships, in one order for everybody; refused where one has ended."""
    same = {"agency": membership.agency_id, "user__in": [membership.user_id, successor.pk]}
    open_ones = Membership.objects.select_for_update().active().filter(**same).order_by("pk")
    held = {one.user_id: one for one in open_ones}
    if membership.user_id not in held:
        raise Refused(who_was_first(membership, "ended", HANDED_OVER))
    if successor.pk == membership.user_id or successor.pk not in held:
        raise Refused(_("Choose a colleague who acts for this agency today."))
    return held[membership.user_id], held[successor.pk]


def _settled(offer, outcome):
    """The locked offer with its outcome; whoever is second is told that it is settled."""
    offer = HandOver.objects.select_for_update().get(pk=offer.pk)
    if offer.settled_at:
        raise Refused(
            _("This offer is settled already: %(outcome)s. Nothing was changed.")
            % {"outcome": offer.get_outcome_display()}
        )
    offer.settled_at, offer.outcome = clock.now(), outcome
    offer.save(update_fields=["settled_at", "outcome"])
    return offer
