"""Who tried to submit and could not: noted each time, as evidence for whether more time is fair."""

from contextlib import suppress
from datetime import timedelta

import structlog
from django.db import DatabaseError
from django_fsm import ConcurrentTransition

from proposals import permissions
from proposals.grounds import StaleVersion
from proposals.models import FailedAttempt
from proposals.states import State

log = structlog.stdlib.get_logger("proposals.attempts")
Code = FailedAttempt.Code
LAST_DAY = timedelta(days=1)


def note(proposal, person, code, *, sentence="", request_id=""):
    """Keep one attempt that failed; ``proposal.moment`` is the arrival of its request."""
    return FailedAttempt.objects.create(
        proposal=proposal,
        person=person,
        arrived_at=proposal.arrival,
        code=code,
        sentence=sentence,
        request_id=request_id,
    )


def note_error(proposal, person, *, request_id=""):
    """The same after an error of the system, which may be the database itself: then the log."""
    log.error("submission failed", proposal=proposal.code, person=person.pk, request_id=request_id)
    with suppress(DatabaseError):
        note(proposal, person, Code.ERROR, request_id=request_id)


def note_no_right(proposal, person, *, request_id=""):
    """A colleague without the right to submit pressed the button; what strangers do is no trace."""
    if permissions.member(proposal, person):
        note(proposal, person, Code.NO_RIGHT, request_id=request_id)


def code_of(refused, proposal):
    """For which reason the machine refused."""
    if isinstance(refused, StaleVersion | ConcurrentTransition):
        return Code.CHANGED
    if proposal.state not in (State.DRAFT, State.RETURNED):
        return Code.OTHER
    if proposal.arrival < proposal.call.opens_at:
        return Code.EARLY
    if not proposal.takes_answers:
        return Code.LATE
    return Code.INCOMPLETE if proposal.missing_to_submit() else Code.OTHER


def attempts(call, user):
    """What this person may see of the attempts in a call, the latest first."""
    visible = call.proposals.visible_to(user)
    found = FailedAttempt.objects.filter(proposal__in=visible.order_by().values("pk"))
    return found.select_related("proposal__lead_agency", "person").order_by("-pk")


def tried_in_vain(call):
    """The proposals of those who failed on the last day or after the end."""
    found = FailedAttempt.objects.filter(
        proposal__call=call, arrived_at__gte=call.closes_at - LAST_DAY
    ).exclude(code__in=[Code.NO_RIGHT, Code.EARLY])
    return found.order_by().values("proposal")
