"""Lists of the lab as files: who came to which session (PD-19), sessions, pieces of work."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts import attending_facts, work_lists, workshop_rules
from cohorts.masking import masked
from cohorts.models import Attendance, Cohort, Deliverable, Opinion, Participant
from cohorts.work_lists import reads_cohort, teams_of
from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from pyp_portal.papers import lists
from pyp_portal.papers.lists import Listing

KIND = "cohorts.list"
PAGES = {
    "attendance": "cohorts:hours",
    "workshops": "cohorts:workshops",
    "deliverables": "cohorts:cohort",
    "reflections": "cohorts:reflections",
}


def reads_hours(user, _asked):
    return workshop_rules.can_read_hours(user)


def attendance(user, asked):
    """How each participant and partner attended each session, by halves."""
    teams = teams_of(user, asked)
    seats = Participant.objects.visible_to(user).filter(team__in=teams)
    found = Attendance.objects.filter(Q(seat__in=seats) | Q(partner__team__in=teams))
    return found.select_related(
        "session",
        "seat__person",
        "seat__tier",
        "seat__agency",
        "seat__team__proposal",
        "partner__person",
        "partner__agency",
        "partner__team__proposal",
    ).order_by("session__held_on", "session__number", "pk")


def workshops(_user, asked):
    cohort = Cohort.objects.get(call__fiscal_year=asked["year"])
    return list(attending_facts.sessions(cohort))


def deliverables(user, asked):
    found = Deliverable.objects.filter(team__in=teams_of(user, asked))
    return found.select_related("team__proposal__lead_agency", "approved_by").order_by(
        "team__proposal__code", "code"
    )


def reflections(user, asked):
    """What the participants of a year take along."""
    seats = Participant.objects.visible_to(user).filter(
        cohort__call__fiscal_year=asked["year"], reflection__isnull=False
    )
    return seats.for_list().select_related("reflection").order_by("team__proposal__code", "pk")


def opinions(user, _asked):
    """Opinions that nobody has read yet, the oldest first."""
    return Opinion.objects.visible_to(user).waiting().for_list().order_by("given_at", "pk")


def who(row):
    return row.seat or row.partner


LISTINGS = {
    **work_lists.LISTINGS,
    "attendance": Listing(
        _("Attendance at workshops"),
        reads_hours,
        attendance,
        (
            (_("Date"), lambda row: row.session.held_on),
            (_("Workshop"), lambda row: f"{row.session.number}. {row.session.title_th}"),
            (_("Number"), lambda row: who(row).team.proposal.code),
            (_("Name"), lambda row: str(who(row).person or who(row))),
            (_("Tier"), lambda row: row.seat.tier.name_th if row.seat else _("Lab partner")),
            (_("Agency"), lambda row: str(who(row).agency or "")),
            (_("Morning"), lambda row: row.get_morning_display()),
            (_("Afternoon"), lambda row: row.get_afternoon_display()),
            (_("Note"), lambda row: row.note_th),
            (_("How it was noted"), lambda row: row.get_source_display()),
            (_("Noted on"), lambda row: row.recorded_at),
        ),
    ),
    "reflections": Listing(
        _("Reflections"),
        lambda user, _asked: workshop_rules.can_plan(user),
        reflections,
        (
            (_("Number"), lambda row: row.team.proposal.code),
            (_("Name"), lambda row: str(row.person)),
            (_("Tier"), lambda row: row.tier.name_th),
            (_("Agency"), lambda row: str(row.agency)),
            (_("Reflection"), lambda row: row.reflection.text_th),
            (_("Written on"), lambda row: row.reflection.written_at),
        ),
    ),
    "opinions": Listing(
        _("Opinions to be read"),
        reads_cohort,
        opinions,
        (
            (_("Arrived"), lambda row: row.given_at),
            (_("Number"), lambda row: row.team.proposal.code),
            (_("Kind"), lambda row: row.get_kind_display()),
            (_("Does it work for you?"), lambda row: row.get_feel_display()),
            (_("Opinion"), lambda row: masked(row.words)),
            (_("Place"), lambda row: row.from_where),
        ),
    ),
    "workshops": Listing(
        _("Workshops"),
        reads_cohort,
        workshops,
        (
            (_("Date"), lambda row: row.held_on),
            (_("Begins"), lambda row: f"{row.starts_at:%H.%M}"),
            (_("Ends"), lambda row: f"{row.ends_at:%H.%M}"),
            (_("Workshop"), lambda row: f"{row.number}. {row.title_th}"),
            (_("Phase"), lambda row: row.get_phase_display()),
            (_("How people meet"), lambda row: row.get_mode_display()),
            (_("Place"), lambda row: row.place_th),
            (_("Came"), lambda row: row.came),
            (_("Satisfaction"), lambda row: row.overall),
            (_("Called off"), lambda row: row.cancelled_at),
        ),
    ),
    "deliverables": Listing(
        _("Deliverables"),
        reads_cohort,
        deliverables,
        (
            (_("Number"), lambda row: row.team.proposal.code),
            (_("Team"), lambda row: row.team.name_th),
            (_("Agency"), lambda row: str(row.team.proposal.lead_agency)),
            (_("Deliverable"), str),
            (_("Due"), lambda row: row.due_on),
            (_("Sent on"), lambda row: row.submitted_at),
            (_("Version"), lambda row: row.version),
            (_("Sent back on"), lambda row: row.returned_at),
            (_("Approved on"), lambda row: row.approved_at),
            (_("Approved by"), lambda row: str(row.approved_by or "")),
        ),
    ),
}


def table(export):
    """The list as the asker may see it now."""
    return lists.table(export, LISTINGS, standing(export.asked_by))


def may_fetch(export, user):
    """Who may see the list, and all the issues that stand in the file (S3, S36)."""
    return lists.may_fetch(export, user, LISTINGS) and may_fetch_proposals(export, user)
