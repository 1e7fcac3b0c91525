"""The one page about a cohort as an official paper (PD-26), in Thai and in plain values."""

from django.utils import translation

from cohorts import after_wordings, briefs, onepage, paper_words
from cohorts.documents import in_thai, year_of
from cohorts.states import GateState
from pyp_portal import clock, thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection.sealed_table import canonical

MOST_TEAMS, MOST_DUES = 10, 4  # lines: more do not fit on one sheet
LINE = 72  # letters that fit in a line of the sheet
NAMES = {True: 33, False: 31}  # and in the column of the teams, after the lab and before
LATE = "ช้า"
GATES_TH = {
    GateState.NOT_STARTED: "–",
    GateState.ACTIVE: "ทำ",
    GateState.GATE_REQUESTED: "ขอ",
    GateState.PASSED: "ผ่าน",
    GateState.WAIVED: "เว้น",
    GateState.SENT_BACK: "กลับ",
}


def summary(cohort, *, by):
    """The page as it is today; as long as nothing on it changes, it is the same paper."""
    with translation.override("th"):
        page = written(onepage.of(cohort, by))
    said = f"{clock.today().isoformat()}:{briefs.digest(canonical(page))[:16]}"
    worded = paper_words.of_year(after_wordings.ONE_PAGE, cohort)
    return in_thai(
        Kind.COHORT_REPORT,
        cohort,
        name="cohort_summary",
        title=f"สรุป ๑ หน้าของรุ่น {year_of(cohort)}",
        context={"cohort": cohort, "one": page, "today": clock.today(), **worded},
        by=by,
        key=f"cohort-summary:{cohort.pk}:{said}{paper_words.version_of(worded)}",
    )


def written(page):
    """What the sheet says, as texts and numbers alone."""
    lines, most = page["lines"], NAMES[page["is_after"]]
    return {
        "stage": stage_of(page),
        "is_after": page["is_after"],
        "codes": [code for code, _label in page["gates"]],
        "stats": [stat_line(one) for one in page["stats"]],
        "rows": [row_of(row, after, most) for row, after in lines[:MOST_TEAMS]],
        "more": max(len(lines) - MOST_TEAMS, 0),
        "asks": [str(one.words) for one in page["asks"]],
        "dues": [due_line(one) for one in page["dues"][:MOST_DUES]],
        "tiers": [
            {"name": one.tier.name_th, "role": one.tier.role_th, "n": one.count, "of": one.wanted}
            for one in page["tiers"]
        ],
    }


def stage_of(page):
    """Where the year stands, in words."""
    if page["is_after"]:
        return "ช่วงหลังแล็บ: นำเสนอผล ติดตาม และขยายผล"
    now = [one["phase"] for one in page["phases"] if one["is_now"]]
    if not now:
        return "ก่อนเปิดแล็บ"
    return f"สัปดาห์ที่ {page['week']} จาก ๒๖ ของแล็บ ช่วง{now[0].label}"


def stat_line(stat):
    """A figure with its unit and its note."""
    value = " ".join(str(part) for part in (stat.value, stat.note) if part)
    return {"label": str(stat.label), "value": value, "extra": str(stat.extra)}


def due_line(due):
    """Until when, what and whose, in a line."""
    day = str(thai.thai_date(due.day, short=True))
    what = briefs.clipped(f"{due.what}: {due.whose}", LINE)
    return {"day": day, "is_late": due.is_late, "what": what}


def row_of(row, after, most):
    """A team with its gates, seats, training and deliverables, and what came of it."""
    short = sum(max(seat.wanted - seat.count, 0) for seat in row.seats)
    proposal = row.team.proposal
    return {
        "name": briefs.clipped(row.team.name_th, most),
        "agency": briefs.clipped(str(proposal.lead_agency), most),
        "state": str(proposal.state_enum.label),
        "gates": [LATE if one.is_late else GATES_TH[one.gate] for one in row.work],
        "short": short,
        "percent": row.percent,
        "is_low": row.is_low,
        "approved": row.approved,
        "wanted": len(row.work),
        **after_row(after),
    }


def after_row(after):
    """How an issue goes on, in words; a dash for what nobody has said."""
    return {
        "light": str(after.light.label) if after.light else "–",
        "months": after.months,
        "late": bool(after.late),
        "sites": after.sites,
        "working": after.working,
        "orders": after.orders,
        "done": after.done,
        "overdue": after.overdue,
    }


def papers_of(cohort):
    """The pages that were issued, newest first."""
    return Paper.objects.of(cohort).filter(kind=Kind.COHORT_REPORT).defer("html")
