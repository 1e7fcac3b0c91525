"""What waits for a person in room 1."""

from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import (
    Consent,
    EndorsementAsk,
    Enquiry,
    Extension,
    Merger,
    PartnerAsk,
    Proposal,
)
from proposals.services.correcting import CORRECTION
from proposals.services.extending import EXTENSION
from proposals.services.screening import INELIGIBLE
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.accounts.models import Approval, HandOver
from pyp_portal.todo import Todo

MOST = 30
HANDED_IN = [State.SUBMITTED, State.SCREENING]


def todo(user):
    """Drafts and revisions of the agency; cases, new arrivals and decisions of the office."""
    found = [*offers(user), *drafts(user), *revisions(user), *mergers(user)]
    found += [*to_be_endorsed(user), *to_endorse(user), *to_confirm(user)]
    if user.is_sto_staff:
        found += [*from_paper(user), *cases(user), *unowned(user), *extensions(user)]
        found += [*enquiries(user)]
    return [*found, *decisions(user)]


def writable(user):
    agencies = [m.agency_id for m in user.active_memberships if m.can_edit]
    return Proposal.objects.filter(lead_agency__in=agencies).for_list() if agencies else None


def offers(user):
    """Work of a colleague who moves, that this person may take over."""
    if not user.active_memberships:
        return
    for offer in HandOver.objects.open().filter(successor=user).for_list():
        yield Todo(
            title=_("Take over the work of %(who)s") % {"who": offer.membership.user},
            url=reverse("proposals:hand_over_offer", args=[offer.uid]),
            detail=str(offer.membership.agency),
            icon="users",
        )


def drafts(user):
    """Drafts whose call still takes them."""
    mine = writable(user)
    if mine is None:
        return
    for proposal in open_drafts(mine)[:MOST]:
        yield Todo(
            title=_("Submit “%(title)s”") % {"title": proposal},
            url=reverse("proposals:review", args=[proposal.code]),
            detail=str(proposal.lead_agency),
            due=proposal.closes_at,
            tone="wait",
        )


def from_paper(user):
    """What this officer entered for an agency from paper, and has not handed in."""
    entered = Proposal.objects.visible_to(user).filter(owner=user, origin=Proposal.Origin.PAPER)
    for proposal in open_drafts(entered).for_list()[:MOST]:
        yield Todo(
            title=_("Submit “%(title)s”") % {"title": proposal},
            url=reverse("proposals:review", args=[proposal.code]),
            detail=f"{proposal.lead_agency} · {proposal.get_origin_display()}",
            due=proposal.closes_at,
            tone="wait",
            icon="file",
        )


def open_drafts(proposals):
    """Those whose call, or whose own longer time, is not over."""
    now = clock.now()
    in_time = Q(call__closes_at__gt=now) | Q(extended_until__gt=now)
    return proposals.filter(in_time, state=State.DRAFT)


def revisions(user):
    """Returned proposals, until their day."""
    mine = writable(user)
    if mine is None:
        return
    for proposal in mine.filter(state=State.RETURNED)[:MOST]:
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
    cases = Q(case_owner__in=user.case_owner_ids) if user.is_sto_staff else Q(pk=None)
    if not agencies and not user.is_sto_staff:
        return
    waiting = Proposal.objects.visible_to(user).filter(
        Q(lead_agency__in=agencies) | cases, awaits_endorsement=True, state__in=HANDED_IN
    )
    for proposal in waiting.for_list()[:MOST]:
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
        return
    asked = PartnerAsk.objects.open().for_agencies(user.led_agency_ids)
    for one in asked.filter(expires_at__gt=clock.now()).for_page()[:MOST]:
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
        return
    asked = EndorsementAsk.objects.open().filter(head=user, expires_at__gt=clock.now())
    mine = asked.filter(proposal__lead_agency__in=agencies)
    for one in mine.select_related("proposal__lead_agency", "asked_by")[:MOST]:
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
        return
    mine = Proposal.objects.visible_to(user).filter(lead_agency__in=agencies)
    for proposal in mine.filter(is_asked_about_a_merger())[:MOST]:
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


def cases(user):
    """Own cases, and those of officers one stands in for, in screening or waiting to be."""
    mine = Proposal.objects.visible_to(user).filter(case_owner__in=user.case_owner_ids)
    for proposal in mine.filter(state__in=HANDED_IN).for_list().order_by("submitted_at")[:MOST]:
        yield Todo(
            title=_("Screen “%(title)s”") % {"title": proposal},
            url=reverse("proposals:screening", args=[proposal.code]),
            detail=str(proposal.lead_agency),
            due=screening_due(proposal),
            icon="half",
        )


def screening_due(proposal):
    """The end of the last working day of a screening; None before it has begun."""
    if proposal.screening_started_at is None:
        return None
    began = clock.localdate(proposal.screening_started_at)
    last = thai.add_working_days(began, proposal.call.screening_days)
    return proposal.screening_started_at + timedelta(days=(last - began).days)


def enquiries(user):
    """One line for all questions that wait for an answer, with how long the oldest has."""
    waiting = Enquiry.objects.visible_to(user).waiting()
    asked = waiting.aggregate(count=Count("pk"), first=Min("asked_at"))
    if asked["count"]:
        days = thai.working_days_between(clock.localdate(asked["first"]), clock.today())
        yield Todo(
            title=ngettext(
                "%(count)d question waits for an answer",
                "%(count)d questions wait for an answer",
                asked["count"],
            )
            % {"count": asked["count"]},
            url=reverse("proposals:enquiries"),
            detail=ngettext(
                "The oldest has waited %(days)d working day",
                "The oldest has waited %(days)d working days",
                days,
            )
            % {"days": days},
            icon="message",
        )


def unowned(user):
    """One line for all that nobody has taken."""
    waiting = Proposal.objects.visible_to(user).filter(state=State.SUBMITTED, case_owner=None)
    count = waiting.count()
    if count:
        title = ngettext(
            "%(count)d submitted proposal has no owner",
            "%(count)d submitted proposals have no owner",
            count,
        )
        yield Todo(
            title=title % {"count": count},
            url=reverse("proposals:queue", query={"whose": "unowned"}),
            icon="list",
        )


def extensions(user):
    """More time that a colleague has proposed and this officer may confirm (S40)."""
    waiting = Approval.objects.for_others_than(user).filter(kind=EXTENSION)[:MOST]
    found = Extension.objects.select_related("call").in_bulk([int(w.record_id) for w in waiting])
    for approval in waiting:
        extension = found[int(approval.record_id)]
        yield Todo(
            title=_("Decide on more time: %(whom)s") % {"whom": extension.get_mode_display()},
            url=extension.get_absolute_url(),
            detail=str(approval.asked_by),
            due=extension.ends_at,
            note=approval.reason,
            tone="wait",
            icon="scale",
        )


def decisions(user):
    """What another person has proposed and this one may decide."""
    kinds = [INELIGIBLE] * user.is_director + [CORRECTION] * user.is_portal_admin
    if not kinds:
        return
    waiting = Approval.objects.for_others_than(user).filter(kind__in=kinds)[:MOST]
    keys = [approval.record_id for approval in waiting]
    proposals = Proposal.objects.visible_to(user).in_bulk([int(key) for key in keys])
    for approval in waiting:
        proposal = proposals.get(int(approval.record_id))
        if proposal:
            yield Todo(
                title=_("Decide on “%(title)s”") % {"title": proposal},
                url=reverse("proposals:screening", args=[proposal.code]),
                detail=str(approval.asked_by),
                note=approval.reason,
                icon="scale",
            )
