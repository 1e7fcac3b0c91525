"""Reminders R1 (a draft), R2 (a revision), and of an endorsement that is to follow."""

from functools import partial

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from proposals import completeness, emails
from proposals.models import Call, Proposal
from proposals.services.endorsing import heads
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.reminders.ladders import before, climb
from pyp_portal.reminders.rules import Letter, Rule
from pyp_portal.reminders.sending import send

DRAFT_STEPS = (
    before("-14d", days=14),
    before("-7d", days=7),
    before("-3d", days=3),
    before("-1d", days=1, any_hour=True),
    before("-3h", hours=3, any_hour=True),
)
REVISION_STEPS = (before("-3d", days=3), before("-1d", days=1))
ENDORSEMENT_STEPS = (before("submitted", days=3650), *REVISION_STEPS)
WITH_IT = ("call", "lead_agency", "theme", "owner", "answers", "case_owner")


def letters_of(proposals, steps, end, prefix, tell, now, until):
    """The letters of one due moment about each of these proposals, asked for in one statement."""
    climbed = list(climb(steps, end, now, until, ends=end))
    asked = ("code", "lead_agency__name_th", "return_count")
    found = proposals.values_list(*asked) if climbed else ()
    for code, agency, times in found:
        for step, moment in climbed:
            key = f"{prefix}:{end:%Y%m%d%H%M}:{step.name}:{code}"
            yield Letter(
                key=key,
                at=moment,
                step=step.name,
                due=end,
                about=f"{code} {agency}",
                tell=partial(tell, code, key),
                url=Proposal(code=code).get_absolute_url(),
                code=code,
                receivers=code,
                thing=f"{prefix}:{code}:{times}",
                is_urgent=step.any_hour,
            )


def found(code, *states):
    """A proposal that is in one of these states still, with all that a mail says of it."""
    rows = Proposal.objects.filter(code=code, state__in=states)
    return rows.select_related(*WITH_IT).first()


# --- R1 -----------------------------------------------------------------------


def draft_letters(now, until):
    """Drafts of the calls that are open."""
    for call in Call.objects.filter(opens_at__lte=now, closes_at__gt=now):
        drafts = call.proposals.filter(state=State.DRAFT)
        prefix = f"draft:{call.fiscal_year}"
        yield from letters_of(drafts, DRAFT_STEPS, call.closes_at, prefix, remind_draft, now, until)


def remind_draft(code, key):
    """All people of one draft."""
    draft = found(code, State.DRAFT)
    if draft is None:
        return False
    done = SimpleLazyObject(lambda: completeness.percent(draft.missing_to_submit(), draft.form))
    emails.draft_reminder(draft, drafters(draft), key, done)
    return True


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


# --- R2 -----------------------------------------------------------------------


def revision_letters(now, until):
    """Returned proposals whose answer is due soon."""
    returned = Proposal.objects.filter(state=State.RETURNED, revision_due_at__gt=now)
    for end in returned.order_by().values_list("revision_due_at", flat=True).distinct():
        due = returned.filter(revision_due_at=end)
        yield from letters_of(due, REVISION_STEPS, end, "revision", remind_revision, now, until)


def remind_revision(code, key):
    """The people of one revision, with how much is to be revised."""
    proposal = found(code, State.RETURNED)
    if proposal is None:
        return False
    letter = proposal.returns.exclude(sent_at=None).order_by("-round_no").first()
    emails.revision_reminder(proposal, key, letter.items.count() if letter else 0)
    return True


# --- Endorsements ---------------------------------------------------------------


def endorsement_letters(now, until):
    """Submitted and not endorsed: when it is handed in, and before the later day of the call."""
    for call in Call.objects.filter(endorsement_due__gt=now):
        end = call.endorsement_due
        yield from letters_of(
            awaiting(call), ENDORSEMENT_STEPS, end, "endorsement", remind_endorsement, now, until
        )


def awaiting(call):
    """What was submitted and can still be endorsed."""
    states = [State.SUBMITTED, State.SCREENING]
    return call.proposals.filter(awaits_endorsement=True, state__in=states)


def remind_endorsement(code, key):
    """Agency, head and case owner of one endorsement."""
    proposal = found(code, State.SUBMITTED, State.SCREENING)
    if proposal is None or not proposal.awaits_endorsement:
        return False
    asked = proposal.endorsement_asks.open().select_related("head").first()
    asked_head = [asked.head or asked.address] if asked else []
    emails.endorsement_reminder(proposal, [*heads(proposal.lead_agency), *asked_head], key)
    return True


R1 = Rule(
    "R1",
    _("Drafts that have not been submitted"),
    _("Who drafts for the agency, and the contact of the draft"),
    _("14, 7, 3 and 1 days and 3 hours before the call closes; the last two at any hour"),
    draft_letters,
)
R2 = Rule(
    "R2",
    _("Revisions that are due"),
    _("The contacts of the proposal"),
    _("3 days and 1 day before the revision is due"),
    revision_letters,
)
ENDORSEMENTS = Rule(
    "endorsement",
    _("Endorsements that are missing"),
    _("The contacts, the head of the agency and the case owner"),
    _("When it was submitted, 3 days and 1 day before the endorsement is due"),
    endorsement_letters,
    steps={"submitted": _("submitted without the endorsement")},
)


def remind_drafts(now=None):
    """R1, R2 and endorsements, once for each step however often this runs; how many."""
    now = now or clock.now()
    return sum(send(rule, now) for rule in (R1, R2, ENDORSEMENTS))
