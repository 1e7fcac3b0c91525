"""The sheet of follow-up rounds of a year: what a page shows of them, and the same as a file."""

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from cohorts import reporters
from cohorts.models import FollowUpRound, ReportContact
from cohorts.models.following import OPENS_BEFORE
from cohorts.progress import plain
from cohorts.states import Overall
from pyp_portal import clock
from pyp_portal.accounts.models import Membership

SHOWS = {
    "": _("All"),
    "late": _("Not reported"),
    "expected": _("Report expected"),
    "decide": _("To be decided"),
    "returned": _("Report returned"),
    "stuck": _("Stuck"),
    "settled": _("Accepted or waived"),
}
HEADERS = [
    "รหัสข้อเสนอ",
    "ประเด็น",
    "หน่วยงานที่รายงาน",
    "ผู้รายงาน",
    "รอบ (เดือน)",
    "กำหนด",
    "สถานะ",
    "ส่งเมื่อ",
    "ภาพรวม",
    "ตัวชี้วัด",
    "เบิกจ่าย (บาท)",
    "แหล่งเงิน",
    "อุปสรรค",
    "ความช่วยเหลือที่ต้องการ",
    "เรื่องเล่า",
    "พื้นที่ขยายผล",
]


def show_in(values):
    """Which part of the sheet is asked for; all of it where the address names none."""
    asked = values.get("show", "")
    return asked if asked in SHOWS else ""


def sheet(user, year, show=""):
    """The rounds of a year that this person may see, or one part of them."""
    found = FollowUpRound.objects.visible_to(user).filter(team__cohort__call__fiscal_year=year)
    today = clock.today()
    sent = Q(report__isnull=False, report__returned_at=None)
    parts = {
        "": found,
        "late": found.waiting().filter(due_on__lt=today),
        "expected": found.waiting().filter(due_on__range=(today, today + OPENS_BEFORE)),
        "decide": found.filter(sent, report__accepted_at=None),
        "returned": found.filter(report__returned_at__isnull=False),
        "stuck": found.filter(sent, report__overall=Overall.RED),
        "settled": found.filter(Q(waived_at__isnull=False) | Q(report__accepted_at__isnull=False)),
    }
    return parts[show]


def counts(user, year):
    """How many rounds stand in each part of the sheet."""
    return {show: sheet(user, year, show).count() for show in SHOWS}


def for_page(rounds):
    """The rounds with what their rows show, in a fixed number of statements."""
    standing = Prefetch(
        "team__report_contacts",
        ReportContact.objects.standing().select_related("person"),
        to_attr="standing_contacts",
    )
    return rounds.for_list().prefetch_related(standing)


def with_people(rounds):
    """Each round with who reports: the contact, whether they have left, else all who write."""
    members = members_of({agency_of(round_).pk for round_ in rounds})
    heirs = reporters.heirs([named.pk for round_ in rounds if (named := named_in(round_))])
    return [(round_, *people_of(round_, members, heirs)) for round_ in rounds]


def named_in(round_):
    """The contact who was named last for the team of a round, or None."""
    return next((one.person for one in round_.team.standing_contacts), None)


def agency_of(round_):
    return round_.team.responsible_agency or round_.team.proposal.lead_agency


def members_of(agencies):
    """The active members of these agencies, by agency."""
    found = Membership.objects.active().filter(agency__in=agencies, user__is_active=True)
    by_agency = {}
    for member in found.select_related("user").order_by("pk"):
        by_agency.setdefault(member.agency_id, []).append(member)
    return by_agency


def people_of(round_, members, heirs):
    """(who reports, the contact who has left or None)."""
    agency, named = agency_of(round_).pk, named_in(round_)
    here = members.get(agency, [])
    at_work = {member.user_id for member in here}
    writers = [one for one in (named, named and heirs.get((named.pk, agency))) if one]
    writing = [one for one in writers if one.pk in at_work][:1]
    if writing:
        return writing, None
    return [m.user for m in here if m.can_edit or m.can_submit], named


# --- As a file ------------------------------------------------------------------
def listed(person, year, show=""):
    """The part of the sheet that the page showed, as exports take it."""
    return HEADERS, sheet(person, year, show), rows


def rows(rounds):
    """One row for each round, the first due first."""
    found = for_page(rounds.order_by("due_on", "pk")).prefetch_related(
        "report__indicators", "report__sites__site"
    )
    for round_ in found:
        contact = named_in(round_)
        yield (
            round_.team.proposal.code,
            round_.team.proposal.title_th,
            agency_of(round_).name_th,
            contact.name_th if contact else "",
            round_.months,
            round_.due_on,
            str(round_.state.label),
            *reported(round_.filed),
        )


def reported(report):
    """The columns of what was reported; empty ones where nothing was."""
    if report is None:
        return ("",) * 9
    return (
        report.submitted_at,
        str(report.light.label),
        "\n".join(figure(row) for row in report.indicators.all()),
        report.spending_baht,
        report.spending_source_th,
        ": ".join(filter(None, [report.obstacles_in_words, report.obstacle_th])),
        report.help_needed_th,
        report.story_th,
        "\n".join(
            f"{row.site.agency_th}: {row.get_status_display()}" for row in report.sites.all()
        ),
    )


def figure(row):
    """ "Days of waiting: 16 (before 46, target 15) days", in Thai."""
    known = [("ค่าฐาน", row.baseline), ("เป้าหมาย", row.target)]
    said = ", ".join(f"{name} {plain(value)}" for name, value in known if value is not None)
    return f"{row.indicator_th}: {plain(row.value)} {row.unit_th}" + (f" ({said})" if said else "")
