"""More time after the end of a call: proposed, and given when a second person confirms (S40)."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from proposals import completeness, emails
from proposals.grounds import Grounds, MoveRefused
from proposals.models import Extension
from proposals.services.attempting import tried_in_vain
from proposals.services.moving import lock, move
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts import approvals
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import record

EXTENSION = "proposals.extension"
REACHED = (State.DRAFT, State.EXPIRED, State.SUBMITTED)


class CannotExtend(MoveRefused):
    """The end or the circle of those who get more time makes no sense."""


def reached(call, mode, *, agencies=(), percent=None):
    """The proposals that get more time: drafts, expired ones, and what was submitted already.

    What is submitted may be reopened until the new end, so that nobody is worse off for
    having hurried.
    """
    found = call.proposals.filter(state__in=REACHED)
    if mode == Extension.Mode.AGENCIES:
        found = found.filter(lead_agency__in=agencies)
    if mode == Extension.Mode.ATTEMPTS:
        found = found.filter(pk__in=tried_in_vain(call))
    found = list(found.select_related("call", "lead_agency", "theme", "answers").order_by("code"))
    if mode == Extension.Mode.DRAFTS:
        found = [proposal for proposal in found if is_far_enough(proposal, percent or 0)]
    return found


def is_far_enough(proposal, percent):
    """True for what is submitted, and for a draft of which so much is there."""
    if proposal.state == State.SUBMITTED:
        return True
    return completeness.percent(proposal.missing_to_submit(), proposal.form) >= percent


@transaction.atomic
def propose(call, by, mode, ends_at, reason, *, agencies=(), percent=None):
    """Ask a second person for more time; nothing changes until they confirm."""
    Grounds(by=by, reason=reason).require_reason()
    found = reached(call, mode, agencies=agencies, percent=percent)
    if sentence := cannot_propose(call, mode, ends_at, found):
        raise CannotExtend(sentence)
    extension = Extension.objects.create(
        call=call,
        mode=mode,
        percent=percent if mode == Extension.Mode.DRAFTS else None,
        ends_at=ends_at,
        reason=reason.strip(),
        asked_by=by,
        asked_at=clock.now(),
    )
    extension.agencies.set(agencies if mode == Extension.Mode.AGENCIES else [])
    extension.proposals.set(found)
    approvals.propose(EXTENSION, extension, by=by, reason=reason)
    return extension


def cannot_propose(call, mode, ends_at, found):
    """Why this cannot be proposed; empty when it can."""
    if ends_at <= max(clock.now(), call.closes_at):
        return _("The new end has to lie after the end of the call, and after now.")
    if not found and mode in (Extension.Mode.DRAFTS, Extension.Mode.ATTEMPTS):
        return _("Nobody would get more time by this.")
    return ""


def confirm(approval, by, answer=""):
    """A second officer agrees: all who are meant get more time at once, and one mail each."""
    return approvals.confirm(
        approval,
        by=by,
        allowed=lambda user: user.is_sto_staff,
        act=lambda agreed: give(agreed, by),
        answer=answer,
    )


def refuse(approval, by, answer):
    """The second officer does not agree."""
    return approvals.refuse(approval, by=by, allowed=lambda user: user.is_sto_staff, answer=answer)


def give(approval, by):
    """What follows once two agree; refused where the new end has passed meanwhile."""
    extension = extension_of(approval)
    if extension.ends_at <= clock.now():
        raise CannotExtend(_("The new end has passed meanwhile."))
    for proposal in meant(extension):
        give_to(proposal, extension, by)
    extension.confirmed_at = clock.now()
    extension.save(update_fields=["confirmed_at"])
    renew_copies()
    return extension


def meant(extension):
    """Those of the preview; where a rule names them, also who has begun since. In one order."""
    by_rule = Q(pk__in=extension.proposals.values("pk"))
    if extension.mode == Extension.Mode.ALL:
        by_rule = Q()
    if extension.mode == Extension.Mode.AGENCIES:
        by_rule |= Q(lead_agency__in=extension.agencies.values("pk"))
    return extension.call.proposals.filter(by_rule, state__in=REACHED).order_by("pk")


def give_to(proposal, extension, by):
    """One proposal: an expired draft comes back, whatever was not yet checked stays open."""
    fresh = lock(proposal)
    if fresh.state == State.EXPIRED:
        grounds = Grounds(by=by, reason=extension.reason, passed=frozenset({"second_person"}))
        told = {"extension": str(extension.uid)}
        fresh = move(fresh, "admin_correct", grounds, data=told, to=State.DRAFT)
    if fresh.state not in REACHED:
        return
    fresh.extended_until = max(extension.ends_at, fresh.extended_until or extension.ends_at)
    fresh.save(update_fields=["extended_until"])
    record(fresh, "more_time", by=by, reason=extension.reason, until=fresh.extended_until)
    emails.more_time(extension, fresh)


def end_for(call, agency):
    """Until when this agency may begin drafts after the end of the call; None when it may not."""
    given = call.extensions.given().for_agency(agency).filter(ends_at__gt=clock.now())
    return given.order_by("-ends_at").values_list("ends_at", flat=True).first()


def extension_of(approval):
    """The extension that an approval is about."""
    return Extension.objects.select_related("call").get(pk=approval.record_id)
