"""The roster as a file."""

from cohorts import permissions, tracking
from cohorts.models import Participant
from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table

KIND = "cohorts.export"
KINDS = (KIND, tracking.KIND)  # every file of this room that is handed out by its one address
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


def table(export):
    """The confirmed participants whom the asker may see; PermissionDenied for others."""
    person = export.asked_by
    require(permissions.can_view_cohort(person))
    year = export.parameters["year"]
    seats = Participant.objects.visible_to(person).filter(cohort__call__fiscal_year=year)
    seats = seats.confirmed()
    return Table(HEADERS, rows(seats), seats.count(), standing(person))


def rows(seats):
    """One row for each of the seats."""
    for seat in seats.for_list().order_by("team__proposal__code", "tier__display_no", "pk"):
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


def may_fetch(export, user):
    """Who may still see the cohort, and all the issues that stand in the file (S3, S36)."""
    return permissions.can_view_cohort(user) and may_fetch_proposals(export, user)
