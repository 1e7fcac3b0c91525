"""The roster as a table."""

HEADERS = (
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
)


def rows(cohort):
    """One row for each confirmed participant."""
    seats = cohort.participants.confirmed().for_list()
    for seat in seats.order_by("team__proposal__code", "tier__display_no", "pk"):
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
