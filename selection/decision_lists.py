"""What leads to a decision, as files: suggested interests, meetings, the words of the letters."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.papers.lists import Listing
from selection import permissions, services
from selection.list_parts import PROPOSAL, by, plan_of
from selection.models import Announcement, Meeting
from selection.services import letters as letter_services

DECIDED = "decided"
STATES = (  # the last that is true counts
    ("notice_sent_at", _("Notice sent")),
    ("started_at", _("Going on")),
    ("ended_at", _("Over")),
    ("certified_at", _("Minutes certified")),
    ("adjourned_at", _("Adjourned, no quorum")),
    ("cancelled_at", _("Cancelled")),
)
MEMBER = (_("Member"), lambda row: str(row.seat.user))


def ties(user, asked):
    """Interests that wait to be weighed, or those that were decided."""
    plan = plan_of(asked)
    if asked.get("view") == DECIDED:
        return services.weighed(plan, user).select_related("proposal__lead_agency")
    is_soft = asked.get("view") == "soft"
    return [row for row in services.to_weigh(plan, user) if row.tie.is_soft == is_soft]


def tie_columns(asked):
    """What waits has a cause and a declaration; what was decided has a verdict and a reason."""
    return (*PROPOSAL, MEMBER, *(VERDICT if asked.get("view") == DECIDED else WAITING))


WAITING = (
    (_("Cause"), lambda row: row.cause),
    (_("Declaration"), lambda row: row.conflict.get_severity_display() if row.conflict else ""),
    (_("Declared on"), lambda row: row.conflict.declared_at if row.conflict else None),
)
VERDICT = (
    (_("Kind"), lambda row: row.get_kind_display()),
    (_("Verdict"), lambda row: row.get_verdict_display()),
    (_("Reason"), lambda row: row.reason),
    (_("Decided by"), lambda row: str(row.decided_by)),
    (_("Decided on"), lambda row: row.decided_at),
)


def meetings(_user, asked):
    """The meetings of the year's committee, the newest first."""
    committee = plan_of(asked).standing_committee
    found = committee.meetings if committee else Meeting.objects.none()
    return found.select_related("minutes").order_by("-year", "-number", "-pk")


def state_of(meeting):
    """How far a meeting is, in words."""
    reached = [words for name, words in STATES if getattr(meeting, name)]
    return str(reached[-1] if reached else _("Planned"))


def announcement_of(asked):
    found = Announcement.objects.select_related("plan__call", "plan__committee")
    return found.get(uid=asked["announcement"])


def reads_letters(user, asked):
    """Who prepares the announcement, and the auditor."""
    plan = announcement_of(asked).plan
    prepares = permissions.can_manage(plan, user) or permissions.can_decide(plan, user)
    return prepares or user.is_auditor


def reads_results(user, asked):
    """Before the release the same; after it who sees the plan."""
    found = announcement_of(asked)
    is_out = found.released_at and permissions.can_see_plan(found.plan, user)
    return bool(is_out) or reads_letters(user, asked)


def results(user, asked):
    """What is announced about proposals that this person may read."""
    found = announcement_of(asked)
    visible = found.plan.call.proposals.visible_to(user)
    items = found.items.filter(proposal__in=visible).order_by("pk")
    return items.select_related("proposal__lead_agency", "proposal__province")


def letters(user, asked):
    """The letters about proposals that this person may read."""
    visible = announcement_of(asked).plan.call.proposals.visible_to(user)
    items = letter_services.of_announcement(announcement_of(asked))
    return items.filter(proposal__in=visible).select_related("letter__approved_by").order_by("pk")


def reserve(user, asked):
    return services.in_reserve(plan_of(asked), user)


def province_of(proposal):
    found = proposal.province or proposal.lead_agency.province
    return str(found or "")


def of_letter(read):
    """Reads from the letter of an item; empty before it is begun."""
    return lambda item: read(item.letter) if hasattr(item, "letter") else ""


LISTINGS = {
    "ties": Listing(
        _("Suggested interests"),
        by(permissions.can_read_interests),
        ties,
        tie_columns,
        takes=("view",),
    ),
    "meetings": Listing(
        _("Meetings"),
        by(permissions.can_see_plan),
        meetings,
        (
            (_("Meeting"), lambda row: row.label),
            (_("Begins"), lambda row: row.starts_at),
            (_("How people meet"), lambda row: row.get_mode_display()),
            (_("Place"), lambda row: row.place_th),
            (_("State"), state_of),
            (_("Notice sent"), lambda row: row.notice_sent_at),
            (_("Minutes certified"), lambda row: row.certified_at),
        ),
    ),
    "results": Listing(
        _("Announced results"),
        reads_results,
        results,
        (
            *PROPOSAL,
            (_("Province"), lambda row: str(row.proposal.province or "")),
            (_("Result"), lambda row: row.get_outcome_display()),
            (_("Place in the reserve"), lambda row: row.reserve_rank),
        ),
    ),
    "reserve": Listing(
        _("Reserve"),
        by(permissions.can_see_plan),
        reserve,
        (
            (_("Rank"), lambda row: row.reserve_rank),
            (_("Number"), lambda row: row.code),
            (_("Title"), lambda row: row.title_th),
            (_("Agency"), lambda row: str(row.lead_agency)),
            (_("Province"), province_of),
            (_("The reserve holds until"), lambda row: row.reserve_valid_until),
            (_("Moving up"), lambda row: row.refusal or str(_("May move up"))),
        ),
    ),
    "letters": Listing(
        _("Letters"),
        reads_letters,
        letters,
        (
            *PROPOSAL,
            (_("Result"), lambda row: row.get_outcome_display()),
            (_("Opinion of the committee"), of_letter(lambda one: one.reason_th)),
            (_("Strengths"), of_letter(lambda one: one.strengths_th)),
            (_("Advice to the applicant"), of_letter(lambda one: one.advice_th)),
            (_("Written by"), of_letter(lambda one: str(one.written_by))),
            (_("Written on"), of_letter(lambda one: one.written_at)),
            (_("Approved by"), of_letter(lambda one: str(one.approved_by or ""))),
            (_("Approved on"), of_letter(lambda one: one.approved_at)),
        ),
    ),
}
