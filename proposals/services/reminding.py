"""Reminders R1 (a draft), R2 (a revision), and of an endorsement that is to follow."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from proposals import completeness, emails
from proposals.models import Call, Proposal
from proposals.services.endorsing import heads
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.accounts.models import User
from pyp_portal.outbox.models import Message


@dataclass(frozen=True)
class Offset:
    """How long before an end a reminder is due; ``any_hour`` ones do not wait for the office."""

    name: str
    before: timedelta
    any_hour: bool = False


R1 = (
    Offset("-14d", timedelta(days=14)),
    Offset("-7d", timedelta(days=7)),
    Offset("-3d", timedelta(days=3)),
    Offset("-1d", timedelta(days=1), any_hour=True),
    Offset("-3h", timedelta(hours=3), any_hour=True),
)
R2 = (Offset("-3d", timedelta(days=3)), Offset("-1d", timedelta(days=1)))

ENDORSEMENT = (Offset("submitted", timedelta(days=3650)), *R2)


def due_offset(offsets, end, now):
    """The latest reminder that is due, and may be sent at this hour; None when there is none.

    After an outage only the latest one is caught up: nobody gets three at once.
    """
    if now >= end:
        return None
    due = [offset for offset in offsets if end - offset.before <= now]
    return due[-1] if due and (due[-1].any_hour or thai.is_office_hour(now)) else None


def remind_drafts(now=None):
    """R1, R2 and endorsements, once for each offset however often this runs; how many."""
    now = now or clock.now()
    calls = Call.objects.filter(opens_at__lte=now, closes_at__gt=now)
    found = sum(remind_call(call, now) for call in calls) + remind_revisions(now)
    return found + remind_endorsements(now)


def remind_call(call, now):
    """R1 for the drafts of one call that have not been reminded of this offset."""
    offset = due_offset(R1, call.closes_at, now)
    if offset is None:
        return 0
    prefix = f"draft:{call.fiscal_year}:{call.closes_at:%Y%m%d%H%M}:{offset.name}:"
    drafts = unreminded(call.proposals.filter(state=State.DRAFT), prefix)
    for draft in drafts:
        remind_draft(draft, prefix)
    return len(drafts)


@transaction.atomic
def remind_draft(draft, prefix):
    """All people of one draft are told, or none: a run that dies is made up for by the next."""
    done = completeness.percent(draft.missing_to_submit(), draft.form)
    emails.draft_reminder(draft, drafters(draft), f"{prefix}{draft.code}", done)


def remind_revisions(now):
    """R2 for the returned proposals whose answer is due soon."""
    returned = Proposal.objects.filter(state=State.RETURNED, revision_due_at__gt=now)
    count = 0
    for end in returned.order_by().values_list("revision_due_at", flat=True).distinct():
        offset = due_offset(R2, end, now)
        if offset:
            prefix = f"revision:{end:%Y%m%d%H%M}:{offset.name}:"
            waiting = unreminded(returned.filter(revision_due_at=end), prefix)
            count += len([remind_revision(proposal, prefix) for proposal in waiting])
    return count


@transaction.atomic
def remind_revision(proposal, prefix):
    """The same for one revision."""
    letter = proposal.returns.exclude(sent_at=None).order_by("-round_no").first()
    count = letter.items.count() if letter else 0
    emails.revision_reminder(proposal, f"{prefix}{proposal.code}", count)


def remind_endorsements(now):
    """Submitted and not endorsed: when it is handed in, and before the later day of the call."""
    count = 0
    for call in Call.objects.filter(endorsement_due__gt=now):
        offset = due_offset(ENDORSEMENT, call.endorsement_due, now)
        if offset:
            prefix = f"endorsement:{call.endorsement_due:%Y%m%d%H%M}:{offset.name}:"
            waiting = unreminded(awaiting(call), prefix)
            count += len([remind_endorsement(proposal, prefix) for proposal in waiting])
    return count


def awaiting(call):
    """What was submitted and can still be endorsed."""
    states = [State.SUBMITTED, State.SCREENING]
    return call.proposals.filter(awaits_endorsement=True, state__in=states)


@transaction.atomic
def remind_endorsement(proposal, prefix):
    """The same for one endorsement: agency, head and case owner."""
    asked = proposal.endorsement_asks.open().select_related("head").first()
    asked_head = [asked.head or asked.address] if asked else []
    people = [*heads(proposal.lead_agency), *asked_head]
    emails.endorsement_reminder(proposal, people, f"{prefix}{proposal.code}")


def unreminded(proposals, prefix):
    """Those of which no message with this occasion has been written."""
    told = Message.objects.filter(occasion__startswith=prefix).values_list("occasion", flat=True)
    codes = {occasion.removeprefix(prefix) for occasion in told}
    found = proposals.exclude(code__in=codes)
    with_it = ("call", "lead_agency", "theme", "owner", "answers", "case_owner")
    return list(found.select_related(*with_it))


def drafters(proposal):
    """Who may write for the agency, and the contact that the draft names."""
    writers = User.objects.filter(
        memberships__agency=proposal.lead_agency,
        memberships__can_edit=True,
        memberships__approved_at__isnull=False,
        memberships__ended_at=None,
    )
    people = {user.email.lower(): user for user in writers}
    for to in emails.people_of(proposal):
        address = to if isinstance(to, str) else to.email.lower()
        people.setdefault(address, to)
    return list(people.values())
