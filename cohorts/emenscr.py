"""An issue in the shape in which eMENSCR asks for it, so that nobody types it twice.

The national system takes a project in five parts, M1 to M5 (domain 2.5, 3.1); M7 is the
approval there. What the portal knows of each part is read from the proposal as it stands,
from the team, and from the last report of the follow-up that was not sent back. What only
the agency knows stays empty and is said to be missing.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cohorts import reporters
from cohorts.models import FollowUpReport, Team
from cohorts.progress import Progress, plain
from proposals import reading
from pyp_portal import clock

PARTS = {
    "M1": _("General information"),
    "M2": _("Link to the plans of the country"),
    "M3": _("Details of the project"),
    "M4": _("Activities and money"),
    "M5": _("Results"),
}


@dataclass(frozen=True)
class Asked:
    """One field: where it stands, its key in the file, its Thai name, and what fills it.

    ``question`` is the key of the form's question, where the proposal has the answer.
    """

    part: str
    key: str
    name: str
    question: str = ""


FIELDS = (
    Asked("M1", "project_id", "รหัสโครงการใน eMENSCR"),
    Asked("M1", "portal_code", "รหัสข้อเสนอ"),
    Asked("M1", "project_name", "ชื่อโครงการ/การดำเนินงาน", "title_th"),
    Asked("M1", "fiscal_year", "ปีงบประมาณ พ.ศ."),
    Asked("M1", "agency", "หน่วยงานรับผิดชอบ"),
    Asked("M1", "agency_code", "รหัสหน่วยงาน"),
    Asked("M1", "unit", "สำนัก/กอง/ฝ่าย", "sub_unit"),
    Asked("M1", "contact_name", "ผู้ประสานงาน"),
    Asked("M1", "contact_email", "อีเมลผู้ประสานงาน"),
    Asked("M1", "contact_phone", "โทรศัพท์ผู้ประสานงาน"),
    Asked("M1", "starts_on", "วันที่เริ่มต้น"),
    Asked("M1", "ends_on", "วันที่สิ้นสุด"),
    Asked("M1", "status", "สถานะ"),
    Asked("M2", "national_strategy", "ยุทธศาสตร์ชาติ", "national_strategy"),
    Asked("M2", "master_plans", "แผนแม่บทภายใต้ยุทธศาสตร์ชาติ", "master_plans"),
    Asked("M2", "milestones", "หมุดหมายแผนพัฒนาฯ ฉบับที่ 13", "milestones13"),
    Asked("M2", "urgent_policies", "นโยบายสำคัญ/เร่งด่วนของรัฐบาล", "urgent_policies"),
    Asked("M2", "sdgs", "เป้าหมายการพัฒนาที่ยั่งยืน", "sdgs"),
    Asked("M2", "local_plans", "แผนพัฒนาจังหวัด/ท้องถิ่น", "local_plan_reference"),
    Asked("M2", "alignment", "คำอธิบายความสอดคล้อง", "alignment_reason"),
    Asked("M3", "rationale", "หลักการและเหตุผล", "problem_statement"),
    Asked("M3", "objective", "วัตถุประสงค์โดยสรุป", "summary"),
    Asked("M3", "target_group", "กลุ่มเป้าหมาย", "target_group"),
    Asked("M3", "areas", "พื้นที่ดำเนินการ", "target_areas"),
    Asked("M3", "outputs", "ผลผลิต", "outputs"),
    Asked("M3", "outcomes", "ผลลัพธ์", "outcomes"),
    Asked("M3", "impact", "ผลกระทบ", "impact"),
    Asked("M3", "partners", "หน่วยงานร่วมดำเนินการ", "partners"),
    Asked("M4", "activities", "กิจกรรมและระยะเวลา", "workplan"),
    Asked("M4", "budget", "งบประมาณและแหล่งเงิน", "budget_available"),
    Asked("M4", "budget_gap", "งบประมาณส่วนที่ยังขาด", "budget_gap.amount_baht"),
    Asked("M5", "report_round", "รอบการรายงาน (เดือน)"),
    Asked("M5", "reported_on", "วันที่รายงาน"),
    Asked("M5", "overall", "สถานะการดำเนินงาน"),
    Asked("M5", "indicators", "ตัวชี้วัด ค่าฐาน เป้าหมาย ผลล่าสุด"),
    Asked("M5", "spending_baht", "ผลการเบิกจ่าย (บาท)"),
    Asked("M5", "spending_source", "แหล่งเงิน"),
    Asked("M5", "obstacles", "ปัญหาและอุปสรรค"),
    Asked("M5", "help_needed", "ข้อเสนอแนะ/ความช่วยเหลือที่ต้องการ"),
    Asked("M5", "sites", "พื้นที่ขยายผล"),
)
GIVEN_THERE = frozenset({"project_id"})  # by eMENSCR itself


def facts_of(team):
    """Every field of an issue by its key: a text, a list of texts, or a list of rows."""
    answers = team.proposal.answered()
    with translation.override("th"):  # the national system reads Thai, whoever asks
        found = {
            **from_form(team.proposal.form, answers),
            **from_team(team),
            **contact(team, answers),
            **from_report(last_report(team)),
        }
    return {one.key: found.get(one.key, "") for one in FIELDS}


def from_form(form, answers):
    """What the proposal answers, in words."""
    glossary, keys = reading.Glossary(form), {question.key for question in form.questions}
    asked = [one for one in FIELDS if one.question in keys]
    return {
        one.key: told(reading.read(form.of_key(one.question), answers, glossary)) for one in asked
    }


def told(answer):
    """An answer as the file keeps it: a text, a list, or rows with the names of their columns."""
    if answer.rows:
        heads = [str(head) for head in answer.headers]
        return [dict(zip(heads, row, strict=True)) for row in answer.rows]
    return [str(item) for item in answer.items] or answer.text


def from_team(team):
    """What the portal knows of project, agency and contact."""
    proposal, agency = team.proposal, reporters.reporter_of(team)
    return {
        "project_id": team.emenscr_ref,
        "portal_code": proposal.code,
        "fiscal_year": str(proposal.call.fiscal_year),
        "agency": agency.name_th,
        "agency_code": agency.code,
        "starts_on": day(team.cohort.lab_starts_on),
        "ends_on": day(last_day(team)),
        "status": str(proposal.state_enum.label),
    }


def contact(team, answers):
    """Who writes the reports, else the contact of the proposal."""
    person = reporters.contact_of(team)
    if person:
        told_of = (person.name_th, person.email, person.phone)
    else:
        told_of = [answers.get(f"contact_{name}") or "" for name in ("name", "email", "phone")]
    return dict(zip(("contact_name", "contact_email", "contact_phone"), told_of, strict=True))


def last_day(team):
    """The day of the last round, else the end of the lab."""
    last = team.rounds.order_by("-due_on").values_list("due_on", flat=True).first()
    return last or team.cohort.lab_ends_on


def day(date):
    """A day of the Buddhist era, as forms of the office write it: 02/03/2569."""
    return f"{date:%d/%m}/{date.year + 543}"


def last_report(team):
    """The last report of the follow-up that was not sent back, or None."""
    reports = FollowUpReport.objects.filter(round__team=team, returned_at=None)
    return reports.select_related("round").order_by("-round__due_on", "-pk").first()


def from_report(report):
    """What was reported last."""
    if report is None:
        return {}
    return {
        "report_round": str(report.round.months),
        "reported_on": day(clock.localdate(report.submitted_at)),
        "overall": str(report.light.label),
        "indicators": [indicator(row) for row in report.indicators.all()],
        "spending_baht": "" if report.spending_baht is None else plain(report.spending_baht),
        "spending_source": report.spending_source_th,
        "obstacles": ": ".join(filter(None, [report.obstacles_in_words, report.obstacle_th])),
        "help_needed": report.help_needed_th,
        "sites": [site(row) for row in report.sites.select_related("site__province")],
    }


def indicator(row):
    """One indicator with its way, by the names of its columns."""
    way = Progress(row.baseline, row.target, None, row.value)
    return {
        "ตัวชี้วัด": row.indicator_th,
        "หน่วยนับ": row.unit_th,
        "ค่าฐาน": "" if row.baseline is None else plain(row.baseline),
        "เป้าหมาย": "" if row.target is None else plain(row.target),
        "ผลล่าสุด": plain(row.value),
        "ร้อยละของเป้าหมาย": "" if way.percent is None else str(way.percent),
    }


def site(row):
    """One other area and how far it is."""
    return {
        "หน่วยงาน": row.site.agency_th,
        "จังหวัด": str(row.site.province),
        "สถานะ": str(row.get_status_display()),
        "จำนวนประชาชน": "" if row.population is None else str(row.population),
    }


# --- As a page, as a file ---------------------------------------------------------
def parts_of(team):
    """The five parts for the page: each with its fields, their values and what is missing."""
    facts = facts_of(team)
    return [
        (part, title, [Shown(one, facts[one.key]) for one in FIELDS if one.part == part])
        for part, title in PARTS.items()
    ]


@dataclass(frozen=True)
class Shown:
    """A field of the page with its value as a text, as lines, or as rows."""

    field: Asked
    value: str | list

    @property
    def text(self):
        return self.value if isinstance(self.value, str) else ""

    @property
    def lines(self):
        return [one for one in self.value if isinstance(one, str)] if not self.text else []

    @property
    def rows(self):
        return [one for one in self.value if isinstance(one, dict)]

    @property
    def is_given_there(self):
        return self.field.key in GIVEN_THERE


def as_json(team):
    """The same as data: parts, and in each the fields by their keys."""
    facts = facts_of(team)
    return {part: {one.key: facts[one.key] for one in FIELDS if one.part == part} for part in PARTS}


HEADERS = [f"{one.part} {one.name}" for one in FIELDS]


def listed(person, year):
    """Issues of a year that were presented, one row each, as exports take them."""
    teams = Team.objects.visible_to(person).filter(cohort__call__fiscal_year=year)
    teams = teams.filter(rounds__isnull=False).distinct()
    return HEADERS, teams, rows


def rows(teams):
    """One row for each issue; lists and tables as lines of one cell."""
    for team in teams.select_related("proposal__lead_agency", "proposal__call", "cohort"):
        yield tuple(in_a_cell(value) for value in facts_of(team).values())


def in_a_cell(value):
    """A value as one text: a line for each item or row."""
    if isinstance(value, str):
        return value
    lines = [
        one if isinstance(one, str) else " | ".join(filter(None, one.values())) for one in value
    ]
    return "\n".join(lines)
