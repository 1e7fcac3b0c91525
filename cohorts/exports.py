"""The lists of this room as files: roster, cockpit, issues and people over the years, reports.

All are one kind of export; its parameter ``of`` names the list.
"""

from functools import partial

from cohorts import alumni, emenscr, follow_ups, permissions, presence, years
from cohorts.models import Cohort, Participant, Team
from cohorts.states import Phase
from cohorts.teamtable import for_table, tiers_with_quotas
from cohorts.teamtable import rows as teamtable_rows
from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table

KIND = "cohorts.export"
CHUNK = 500  # rows fetched at once
HEADERS = [
    "รหัสข้อเสนอ",
    "ประเด็น",
    "ระดับ",
    "บทบาท",
    "ชื่อ",
    "ตำแหน่ง",
    "หน่วยงาน",
    "ผลตามเกณฑ์",
    "รหัสเกณฑ์",
    "ตอบรับเมื่อ",
]


ISSUE_HEADERS = [
    "ปีงบประมาณ",
    "รหัสข้อเสนอ",
    "ประเด็น",
    "หน่วยงานเจ้าของเรื่อง",
    "จังหวัด",
    "สถานะ",
    "ต่อจากเรื่อง",
    "พื้นที่ที่ดำเนินการ",
    "ผลเมื่อ 6 เดือน",
    "ผลเมื่อ 12 เดือน",
]
TEAM_HEADERS = ["รหัสข้อเสนอ", "ทีม", "หน่วยงานเจ้าของเรื่อง", "สถานะ"]
WORK_HEADERS = ["เข้าร่วมอบรม (ร้อยละ)", "ผลงานที่เห็นชอบแล้ว", "ผลงานเกินกำหนด", "ข้อสังเกต"]
PEOPLE_HEADERS = [
    "ชื่อ",
    "ปีงบประมาณ",
    "ระดับ",
    "บทบาท",
    "ตำแหน่ง",
    "หน่วยงาน",
    "รหัสข้อเสนอ",
    "ประเด็น",
    "สถานะของประเด็น",
]


def table(export):
    """The list that was asked for, as the asker may see it; PermissionDenied for others."""
    person = export.asked_by
    require(permissions.can_view_cohort(person))
    wanted = dict(export.parameters)
    headers, found, write = TABLES[wanted.pop("of", "roster")](person, **wanted)
    return Table(headers, write(found), found.count(), standing(person))


def cockpit(person, year):
    """The table of teams of a year, all of it."""
    cohort = Cohort.objects.get(call__fiscal_year=year)
    tiers = tiers_with_quotas(cohort.tiers.all())
    gates = [phase.code for phase in Phase]
    headers = [*TEAM_HEADERS, *gates, *(f"{tier.name_th} (ยืนยัน/ที่นั่ง)" for tier in tiers)]
    teams = Team.objects.visible_to(person).filter(cohort=cohort)
    return [*headers, *WORK_HEADERS], teams, partial(team_rows, cohort, tiers)


def roster(person, year):
    """The confirmed participants of a year."""
    seats = Participant.objects.visible_to(person).filter(cohort__call__fiscal_year=year)
    return HEADERS, seats.confirmed(), rows


def issues(person, **narrowed):
    """Issues over the years, as the page shows them."""
    return ISSUE_HEADERS, years.issues(person, **narrowed), issue_rows


def people(person, **narrowed):
    """People over the years, one row for each of their seats."""
    return PEOPLE_HEADERS, alumni.seats(person, **narrowed), people_rows


def rows(seats):
    """One row for each of the seats."""
    ordered = seats.for_list().order_by("team__proposal__code", "tier__display_no", "pk")
    for seat in ordered.iterator(chunk_size=CHUNK):
        yield (
            seat.team.proposal.code,
            seat.team.proposal.title_th,
            seat.tier.name_th,
            seat.tier.role_th,
            seat.person.name_th,
            seat.position_th,
            seat.agency.name_th,
            seat.get_rule_result_display(),
            seat.rule_code,
            seat.confirmed_at,
        )


def issue_rows(teams):
    """One row for each issue, the newest year first."""
    for team in teams.order_by("-proposal__code").iterator(chunk_size=CHUNK):
        proposal = team.proposal
        yield (
            team.cohort.call.fiscal_year,
            proposal.code,
            proposal.title_th,
            proposal.lead_agency.name_th,
            str(proposal.province or ""),
            str(proposal.state_enum.label),
            proposal.earlier.code if proposal.earlier else "",
            team.working,
            *(str(found.label) if found else "" for found in years.outcomes_of(team)),
        )


def people_rows(seats):
    """One row for each seat, by name."""
    ordered = seats.for_list().select_related("cohort__call")
    ordered = ordered.order_by("person__sort_key", "person", "-cohort__call__fiscal_year", "pk")
    for seat in ordered.iterator(chunk_size=CHUNK):
        yield (
            seat.person.name_th,
            seat.cohort.call.fiscal_year,
            seat.tier.name_th,
            seat.tier.role_th,
            seat.position_th,
            seat.agency.name_th,
            seat.team.proposal.code,
            seat.team.proposal.title_th,
            str(seat.team.proposal.state_enum.label),
        )


def team_rows(cohort, tiers, teams):
    """One row for each team, as the cockpit shows it."""
    sessions, attended = presence.sessions_of(cohort), presence.attended_by(teams)
    ordered = for_table(teams).order_by("proposal__code")
    for row in teamtable_rows(list(ordered), tiers, sessions, attended):
        proposal = row.team.proposal
        gates = [str(one.gate.label) for one in row.work] or [""] * len(Phase)
        yield (
            proposal.code,
            row.team.name_th,
            proposal.lead_agency.name_th,
            str(proposal.state_enum.label),
            *gates,
            *(f"{seat.count} / {seat.wanted}" for seat in row.seats),
            row.percent,
            row.approved,
            row.late,
            " · ".join(row.flags),
        )


TABLES = {
    "cockpit": cockpit,
    "roster": roster,
    "issues": issues,
    "people": people,
    "reports": follow_ups.listed,
    "emenscr": emenscr.listed,
}


def may_fetch(export, user):
    """Who may still see the cohort, and all the issues that stand in the file (S3, S36)."""
    return permissions.can_view_cohort(user) and may_fetch_proposals(export, user)
