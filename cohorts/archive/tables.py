"""The data of a year as tables any program reads in a hundred years, and what each column means.

CSV as RFC 4180 in UTF-8; times in UTC, dates of ISO 8601, codes beside their words. The meaning
of the columns goes along in Thai, and as CSV on the Web (W3C) for programs.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

from cohorts.archive.series import CHOSEN
from cohorts.models import Directive, FollowUpReport, ReportIndicator
from proposals import reading
from proposals.models import Proposal
from pyp_portal.papers.tables import write_csv
from selection.models import AnnouncementItem, Resolution

METADATA = "csv-metadata.json"


@dataclass(frozen=True)
class Column:
    """One column: its name, what stands in it, of which kind it is, how it is read."""

    name: str
    meaning: str
    read: Callable
    kind: str = "string"


@dataclass(frozen=True)
class Table:
    """One file: its name, its title, its columns, its rows of a call."""

    name: str
    title: str
    columns: tuple
    rows: Callable

    @property
    def filename(self):
        return f"{self.name}.csv"


def chosen(call):
    found = Proposal.objects.filter(call=call, state__in=CHOSEN)
    return found.select_related("lead_agency", "province", "theme").order_by("code")


def answers(call):
    """(proposal, question, answer in words) of the whole form of each selected proposal."""
    for proposal in chosen(call).iterator():
        for _number, _title, readings in reading.steps(proposal.answered(), proposal.form):
            for one in readings:
                if not one.is_empty:
                    yield proposal, one.question, in_words(one)


def in_words(one):
    """An answer as text; a table as one line a row, its cells with bars between."""
    if one.rows:
        lines = [one.headers, *one.rows]
        return "\n".join(" | ".join(map(str, line)) for line in lines)
    return "\n".join(map(str, one.items)) if one.items else one.text


def resolutions(call):
    found = Resolution.objects.filter(item__proposal__call=call, item__proposal__state__in=CHOSEN)
    return found.select_related("item__proposal", "item__meeting").order_by("decided_at", "pk")


def results(call):
    found = AnnouncementItem.objects.filter(
        announcement__plan__call=call, announcement__released_at__isnull=False
    )
    found = found.filter(proposal__state__in=CHOSEN).select_related("announcement", "proposal")
    return found.order_by("announcement__released_at", "proposal__code")


def reports(call):
    found = FollowUpReport.objects.filter(
        round__team__proposal__call=call, accepted_at__isnull=False
    )
    found = found.select_related("round__team__proposal")
    return found.order_by("round__team__proposal__code", "round__months")


def indicators(call):
    found = ReportIndicator.objects.filter(report__in=reports(call))
    return found.select_related("report__round__team__proposal").order_by("report", "pk")


def directives(call):
    found = Directive.objects.filter(team__proposal__call=call)
    return found.select_related("team__proposal", "responsible_agency").order_by(
        "team__proposal__code", "pk"
    )


CODE = "รหัสข้อเสนอ"
TABLES = (
    Table(
        "proposals",
        "ข้อเสนอที่ได้รับการคัดเลือก",
        (
            Column("code", CODE, lambda one: one.code),
            Column("title_th", "ชื่อเรื่อง", lambda one: one.title_th),
            Column("title_en", "ชื่อเรื่องภาษาอังกฤษ", lambda one: one.title_en),
            Column("agency_code", "รหัสหน่วยงานเจ้าของเรื่อง", lambda one: one.lead_agency.code),
            Column("agency_th", "หน่วยงานเจ้าของเรื่อง", lambda one: one.lead_agency.name_th),
            Column("province_th", "จังหวัด", lambda one: one.province and one.province.name_th),
            Column("theme_th", "ประเด็นยุทธศาสตร์", lambda one: one.theme and one.theme.name_th),
            Column("state", "สถานะเมื่อสิ้นสุด (รหัส)", lambda one: one.state),
            Column("state_th", "สถานะเมื่อสิ้นสุด", lambda one: str(one.state_enum.label)),
            Column("submitted_at", "ยื่นเมื่อ", lambda one: one.submitted_at, "dateTime"),
            Column("decided_at", "ตัดสินเมื่อ", lambda one: one.decided_at, "dateTime"),
            Column("ended_at", "สิ้นสุดเมื่อ", lambda one: one.ended_at, "dateTime"),
        ),
        chosen,
    ),
    Table(
        "answers",
        "คำตอบทุกข้อในแบบข้อเสนอ",
        (
            Column("code", CODE, lambda row: row[0].code),
            Column("question", "รหัสข้อในแบบ", lambda row: row[1].code),
            Column("question_th", "คำถาม", lambda row: str(row[1].label)),
            Column("answer_th", "คำตอบ (ตารางแยกช่องด้วย |)", lambda row: row[2]),
        ),
        answers,
    ),
    Table(
        "resolutions",
        "มติของคณะกรรมการต่อข้อเสนอที่ได้รับการคัดเลือก",
        (
            Column("code", CODE, lambda one: one.item.proposal.code),
            Column("meeting", "การประชุมครั้งที่", lambda one: one.item.meeting.label),
            Column("held_on", "วันประชุม", lambda one: one.item.meeting.day, "date"),
            Column("agenda_item", "ระเบียบวาระ", lambda one: one.item.number),
            Column("outcome", "มติ (รหัส)", lambda one: one.outcome),
            Column("resolution_th", "ข้อความของมติ", lambda one: one.text_th),
            Column("votes_for", "เสียงเห็นชอบ", lambda one: one.votes_for, "integer"),
            Column("votes_against", "เสียงไม่เห็นชอบ", lambda one: one.votes_against, "integer"),
            Column("votes_abstain", "งดออกเสียง", lambda one: one.votes_abstain, "integer"),
            Column("reason_th", "จุดเด่นและข้อแนะนำ", lambda one: one.reason),
        ),
        resolutions,
    ),
    Table(
        "results",
        "ผลที่ประกาศ",
        (
            Column("code", CODE, lambda one: one.proposal.code),
            Column("announcement", "เลขที่ประกาศ", lambda one: one.announcement.number),
            Column("announced_on", "วันที่ประกาศ", lambda one: one.announcement.date, "date"),
            Column(
                "released_at", "เผยแพร่เมื่อ", lambda one: one.announcement.released_at, "dateTime"
            ),
            Column("outcome", "ผล (รหัส)", lambda one: one.outcome),
            Column("outcome_th", "ผล", lambda one: str(one.get_outcome_display())),
        ),
        results,
    ),
    Table(
        "directives",
        "ข้อสั่งการ",
        (
            Column("code", CODE, lambda one: one.team.proposal.code),
            Column("directive_th", "ข้อสั่งการ", lambda one: one.text_th),
            Column("agency_th", "หน่วยงานรับผิดชอบ", lambda one: one.responsible_agency.name_th),
            Column("due_on", "กำหนด", lambda one: one.due_on, "date"),
        ),
        directives,
    ),
    Table(
        "follow_up_reports",
        "รายงานการติดตามที่ตรวจรับแล้ว",
        (
            Column("code", CODE, lambda one: one.round.team.proposal.code),
            Column("months", "เดือนหลังการนำเสนอ", lambda one: one.round.months, "integer"),
            Column("overall", "ภาพรวม (รหัส)", lambda one: one.overall),
            Column("overall_th", "ภาพรวม", lambda one: str(one.get_overall_display())),
            Column("obstacle_th", "อุปสรรค", lambda one: one.obstacle_th),
            Column("spending_baht", "ใช้จ่าย (บาท)", lambda one: one.spending_baht, "decimal"),
            Column("story_th", "เรื่องเล่า", lambda one: one.story_th),
            Column("submitted_at", "ส่งเมื่อ", lambda one: one.submitted_at, "dateTime"),
            Column("accepted_at", "ตรวจรับเมื่อ", lambda one: one.accepted_at, "dateTime"),
        ),
        reports,
    ),
    Table(
        "indicators",
        "ตัวชี้วัดในรายงานการติดตาม",
        (
            Column("code", CODE, lambda one: one.report.round.team.proposal.code),
            Column("months", "เดือนหลังการนำเสนอ", lambda one: one.report.round.months, "integer"),
            Column("indicator_th", "ตัวชี้วัด", lambda one: one.indicator_th),
            Column("unit_th", "หน่วยนับ", lambda one: one.unit_th),
            Column("baseline", "ค่าเริ่มต้น", lambda one: one.baseline, "decimal"),
            Column("target", "ค่าเป้าหมาย", lambda one: one.target, "decimal"),
            Column("value", "ค่าที่วัดได้", lambda one: one.value, "decimal"),
        ),
        indicators,
    ),
)


def plain(value):
    """One cell: nothing is empty, a moment stands in UTC, a date as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float | Decimal) else str(value)


def written(table, call):
    """The text of one table; what starts like a formula bears an apostrophe, as in every list."""
    rows = ([plain(column.read(row)) for column in table.columns] for row in table.rows(call))
    return text_of([column.name for column in table.columns], rows)


def text_of(headers, rows):
    """Comma-separated text without the mark that Excel wants."""
    made = BytesIO()
    write_csv(made, headers, rows)
    return made.getvalue().decode("utf-8-sig")


def described():
    """What every column means, for people: one line a column."""
    return text_of(
        ["แฟ้ม", "ตาราง", "คอลัมน์", "ความหมาย", "ชนิดข้อมูล"],
        (
            [table.filename, table.title, one.name, one.meaning, one.kind]
            for table in TABLES
            for one in table.columns
        ),
    )


def metadata():
    """The same for programs: CSV on the Web."""
    tables = [
        {
            "url": table.filename,
            "dc:title": table.title,
            "tableSchema": {
                "columns": [
                    {
                        "name": one.name,
                        "titles": one.name,
                        "dc:description": {"@value": one.meaning, "@language": "th"},
                        "datatype": one.kind,
                    }
                    for one in table.columns
                ]
            },
        }
        for table in TABLES
    ]
    about = {"@context": "http://www.w3.org/ns/csvw", "tables": tables}
    return json.dumps(about, ensure_ascii=False, indent=2) + "\n"
