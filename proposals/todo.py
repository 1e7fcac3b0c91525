"""What waits for a person in room 1."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.models import (
    Consent,
    EndorsementAsk,
    Merger,
    PartnerAsk,
    Proposal,
)
from proposals.states import State
from proposals.todo_office import cases, decisions, enquiries, extensions, from_paper, unowned
from proposals.todo_parts import HANDED_IN, open_drafts
from pyp_portal import clock
from pyp_portal.accounts.models import HandOver
from pyp_portal.todo import MOST, Kind, Todo, told


def todo(user):
    """Everything of this room that this person is asked to do."""
    return told(user, kinds(user))


def kinds(user):
    """Drafts and revisions of the agency; cases, new arrivals and decisions of the office."""
    found = [*offers(user), *drafts(user), *revisions(user), *mergers(user)]
    found += [*to_be_endorsed(user), *to_endorse(user), *to_confirm(user)]
    if user.is_sto_staff:
        found += [from_paper(user), cases(user), unowned(user), extensions(user), enquiries(user)]
    return [*found, *decisions(user)]


def writable(user):
    agencies = [m.agency_id for m in user.active_memberships if m.can_edit]
    return Proposal.objects.filter(lead_agency__in=agencies) if agencies else None


def offers(user):
    """Work of a colleague who moves, that this person may take over."""
    if not user.active_memberships:
        return []
    return [Kind(HandOver.objects.open().filter(successor=user), offered)]


def offered(hand_overs):
    for offer in hand_overs.for_list():
        yield Todo(
            title=_("Take over the work of %(who)s") % {"who": offer.membership.user},
            url=reverse("proposals:hand_over_offer", args=[offer.uid]),
            detail=str(offer.membership.agency),
            icon="users",
        )


def drafts(user):
    """Drafts whose call still takes them."""
    mine = writable(user)
    return [] if mine is None else [Kind(open_drafts(mine), unsubmitted)]


def unsubmitted(proposals):
    for proposal in proposals.for_list()[:MOST]:
        yield Todo(
            title=_("Submit “%(title)s”") % {"title": proposal},
            url=reverse("proposals:review", args=[proposal.code]),
            detail=str(proposal.lead_agency),
            due=proposal.closes_at,
            tone="wait",
        )


def revisions(user):
    """Returned proposals, until their day."""
    mine = writable(user)
    return [] if mine is None else [Kind(mine.filter(state=State.RETURNED), returned)]


def returned(proposals):
    for proposal in proposals.for_list()[:MOST]:
        yield Todo(
            title=_("Revise “%(title)s”") % {"title": proposal},
            url=reverse("proposals:review", args=[proposal.code]),
            detail=str(proposal.lead_agency),
            due=proposal.revision_due_at,
            tone="wait",
            icon="alert",
        )


def to_be_endorsed(user):
    """Submitted and not endorsed: for the agency, its head, and the owner of the case."""
    agencies = [m.agency_id for m in user.active_memberships if m.can_edit or m.can_endorse]
    own = Q(case_owner__in=user.case_owner_ids) if user.is_sto_staff else Q(pk=None)
    if not agencies and not user.is_sto_staff:
        return []
    waiting = Proposal.objects.visible_to(user).filter(
        Q(lead_agency__in=agencies) | own, awaits_endorsement=True, state__in=HANDED_IN
    )
    return [Kind(waiting, unendorsed)]


def unendorsed(proposals):
    for proposal in proposals.for_list()[:MOST]:
        yield Todo(
            title=_("Submitted but not endorsed: “%(title)s”") % {"title": proposal},
            url=reverse("proposals:endorsement", args=[proposal.code]),
            detail=str(proposal.lead_agency),
            due=proposal.call.endorsement_due,
            tone="wait",
            icon="alert",
        )


def to_confirm(user):
    """Parts that the agencies of this person are asked to confirm, and have not answered."""
    if not user.led_agency_ids:
        return []
    asked = PartnerAsk.objects.open().for_agencies(user.led_agency_ids)
    return [Kind(asked.filter(expires_at__gt=clock.now()), unconfirmed)]


def unconfirmed(asked):
    for one in asked.for_page()[:MOST]:
        yield Todo(
            title=_("Confirm the part of your agency in “%(title)s”") % {"title": one.proposal},
            url=one.member_url,
            detail=str(one.proposal.lead_agency),
            note=str(one.asked_by),
            icon="users",
        )


def to_endorse(user):
    """What a head was asked to endorse and has not answered."""
    agencies = [m.agency_id for m in user.active_memberships if m.can_endorse]
    if not agencies:
        return []
    asked = EndorsementAsk.objects.open().filter(head=user, expires_at__gt=clock.now())
    return [Kind(asked.filter(proposal__lead_agency__in=agencies), asked_to_endorse)]


def asked_to_endorse(asked):
    for one in asked.select_related("proposal__lead_agency", "asked_by")[:MOST]:
        yield Todo(
            title=_("Endorse “%(title)s”") % {"title": one.proposal},
            url=one.get_absolute_url(),
            detail=str(one.proposal.lead_agency),
            note=str(one.asked_by),
            due=one.expires_at,
            tone="wait",
            icon="check-circle",
        )


def mergers(user):
    """Questions about a merger that an agency of this person has not answered."""
    agencies = [m.agency_id for m in user.active_memberships if m.can_submit]
    if not agencies:
        return []
    mine = Proposal.objects.visible_to(user).filter(lead_agency__in=agencies)
    return [Kind(mine.filter(is_asked_about_a_merger()), to_be_merged)]


def to_be_merged(proposals):
    for proposal in proposals[:MOST]:
        yield Todo(
            title=_("Agree to a merger of “%(title)s”, or not") % {"title": proposal},
            url=proposal.get_absolute_url(),
            tone="wait",
            icon="users",
        )


def is_asked_about_a_merger():
    """The condition for a proposal whose side of an open merger is silent."""
    said = Consent.objects.filter(merger=OuterRef("pk"), side=OuterRef(OuterRef("pk")))
    here = Q(proposal=OuterRef("pk")) | Q(other=OuterRef("pk"))
    return Exists(Merger.objects.open().filter(here, ~Exists(said)))
