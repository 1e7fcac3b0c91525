"""Hours and completion as a file (PD-19)."""

from cohorts import completion, workshop_rules
from cohorts.certificates import hours_of
from cohorts.models import Cohort
from proposals.exports import standing
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table

KIND = "cohorts.hours"
HEADERS = [
    "รหัสข้อเสนอ", "ประเด็น", "ระดับ", "ชื่อ", "หน่วยงาน", "ชั่วโมงที่เข้าอบรม", "ชั่วโมงที่จัดแล้ว",
    "ร้อยละ", "สถานะ", "เหตุผล", "เลขที่ประกาศนียบัตร",
]  # fmt: skip


def table(export):
    """A row for everybody whom the asker may see; PermissionDenied for others."""
    person = export.asked_by
    require(workshop_rules.can_read_hours(person))
    cohort = Cohort.objects.get(call__fiscal_year=export.parameters["year"])
    lines = completion.of_cohort(cohort, person)
    lines += completion.of_partners(cohort, completion.partners_for(cohort, person))
    return Table(HEADERS, map(row, lines), len(lines), standing(person))


def row(line):
    """One person of the list; partners have no tier."""
    who, done, judged = line.who, line.hours, line.completion
    return (
        who.team.proposal.code,
        who.team.proposal.title_th,
        who.tier.name_th if hasattr(who, "tier") else "ภาคีร่วม",
        str(who.person or who),
        who.agency.name_th if who.agency else "",
        float(hours_of(done.attended)),
        float(hours_of(done.required)),
        done.pct,
        judged.stage.label,
        judged.reason,
        line.certificate.number if line.certificate else "",
    )
