"""The issues of a report to the Prime Minister as a file: one row for each figure, as frozen."""

from decimal import Decimal

from cohorts import permissions
from cohorts.models import MinisterReport, Team
from cohorts.presenting_states import CARRIED_OUT
from cohorts.states import Overall
from proposals.exports import standing
from proposals.states import State
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table

KIND = "cohorts.minister"
HEADERS = [
    "รหัสข้อเสนอ",
    "ประเด็น",
    "หน่วยงาน",
    "จังหวัด",
    "สถานะ",
    "ภาพรวมล่าสุด",
    "ตัวชี้วัด",
    "หน่วย",
    "ค่าฐาน",
    "เป้าหมาย",
    "ค่าล่าสุด",
    "พื้นที่สนใจ",
    "พื้นที่ดำเนินการ",
    "ข้อสั่งการ",
    "ข้อสั่งการที่ดำเนินการแล้ว",
]


def issues_for(report, user):
    """The issues of a report that this person may see: a closed one stays closed in it too."""
    seen = Team.objects.visible_to(user).filter(cohort=report.cohort)
    codes = set(seen.values_list("proposal__code", flat=True))
    return [one for one in report.figures["issues"] if one["code"] in codes]


def sees_whole(report, user):
    """True for those to whom none of its issues is closed: only they read words and papers."""
    return len(issues_for(report, user)) == len(report.figures["issues"])


def table(export):
    """The figures as they were frozen, for who may see the cohort now."""
    person = export.asked_by
    require(permissions.can_view_cohort(person))
    report = MinisterReport.objects.select_related("cohort").get(uid=export.parameters["report"])
    found = [row for one in issues_for(report, person) for row in rows_of(one)]
    return Table(HEADERS, found, len(found), standing(person))


def rows_of(one):
    """One row for each indicator; an issue without any has one row all the same."""
    carried_out = sum(order["status"] in CARRIED_OUT for order in one["directives"])
    head = (
        one["code"],
        one["title"],
        one["agency"],
        one["province"],
        str(State(one["state"]).label),
        str(Overall(one["overall"]).label) if one["overall"] else "",
    )
    tail = (one["sites"], one["working"], len(one["directives"]), carried_out)
    bare = dict.fromkeys(("name", "unit", "baseline", "target", "value"), "")
    for row in one["indicators"] or [bare]:
        values = (number(row[key]) for key in ("baseline", "target", "value"))
        yield (*head, row["name"], row["unit"], *values, *tail)


def number(text):
    """A figure as it was frozen, so that a spreadsheet can reckon with it."""
    return Decimal(text) if text else None
