"""The registry of sites and the requests of other areas, as files."""

from cohorts import permissions
from cohorts.models import AdoptionRequest, ScaleOutSite
from proposals.exports import may_fetch as may_fetch_proposals
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table

CHUNK = 500  # rows fetched at once
SITES = "cohorts.export_sites"
REQUESTS = "cohorts.export_requests"
SITE_HEADERS = [
    "รหัสข้อเสนอ",
    "ประเด็น",
    "หน่วยงานที่นำไปใช้",
    "จังหวัด",
    "อำเภอ",
    "ตำบลหรือ อปท.",
    "ทิศทาง",
    "สถานะ",
    "นำแบบมาจาก",
    "วันที่เริ่ม",
    "ผู้ได้รับประโยชน์ (คน)",
    "ตัวชี้วัด",
    "หลักฐาน",
    "ผู้รับผิดชอบในพื้นที่",
    "หมายเหตุ",
    "ปรับปรุงเมื่อ",
]
REQUEST_HEADERS = [
    "รหัสข้อเสนอ",
    "ประเด็น",
    "หน่วยงานที่ขอ",
    "จังหวัด",
    "อำเภอ",
    "สิ่งที่ต้องการนำไปใช้",
    "ผู้ติดต่อ",
    "อีเมล",
    "โทรศัพท์",
    "สถานะ",
    "รับเรื่องเมื่อ",
    "ครบกำหนดตอบ",
    "ตอบเมื่อ",
    "คำตอบ",
]


def sites_of(user, year, chosen=None):
    """The sites of a year that this person may see, in their order."""
    found = ScaleOutSite.objects.visible_to(user).filter(team__cohort__call__fiscal_year=year)
    return found.filter(**chosen or {})


def requests_of(user, year, chosen=None):
    """The confirmed requests of a year that this person may see."""
    seen = AdoptionRequest.objects.visible_to(user)
    return seen.filter(team__cohort__call__fiscal_year=year, **chosen or {})


def sites_table(export):
    """The registry as the asker may see it; PermissionDenied for others."""
    found = asked(export, sites_of)
    rows = map(site_row, found.for_list().iterator(chunk_size=CHUNK))
    return Table(SITE_HEADERS, rows, found.count(), standing(export.asked_by))


def requests_table(export):
    """The requests as the asker may see them; PermissionDenied for others."""
    found = asked(export, requests_of)
    rows = map(request_row, found.for_list().iterator(chunk_size=CHUNK))
    return Table(REQUEST_HEADERS, rows, found.count(), standing(export.asked_by))


def asked(export, rows_of):
    """The rows as the page was narrowed."""
    require(permissions.can_view_cohort(export.asked_by))
    wanted = export.parameters
    return rows_of(export.asked_by, wanted["year"], wanted.get("chosen"))


def site_row(site):
    return (
        site.team.proposal.code,
        site.team.proposal.title_th,
        site.agency_th,
        site.province.name_th,
        site.district_th,
        site.local_th,
        site.get_mode_display(),
        site.get_status_display(),
        site.copied_from.agency_th if site.copied_from else "",
        site.started_on,
        site.population,
        site.indicator_th,
        site.evidence_th,
        site.owner_th,
        site.note_th,
        site.updated_on,
    )


def request_row(request):
    return (
        request.team.proposal.code,
        request.team.proposal.title_th,
        request.agency_th,
        request.province.name_th,
        request.district_th,
        request.message_th,
        request.name_th,
        request.email,
        request.phone,
        request.get_state_display(),
        request.confirmed_at,
        request.due_on,
        request.answered_at,
        request.answer_th,
    )


def may_fetch(export, user):
    """Who may still see the cohort, and all the issues that stand in the file (S3, S36)."""
    return permissions.can_view_cohort(user) and may_fetch_proposals(export, user)
