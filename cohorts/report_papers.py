"""The report to the Prime Minister as papers (PD-23): the letter and the report, or a draft.

Printed from frozen figures and kept words only, so the same report prints the same. Papers
are written in Thai whatever the reader's language is, so their words stand here.
"""

from django.utils import translation

from cohorts import after_wordings, comparing, paper_words, wording, wordings
from cohorts.documents import in_thai, pairs, worded, year_of
from cohorts.presentation_papers import CHAIRS_TH
from cohorts.presenting_states import DirectiveStatus
from cohorts.spread_states import SiteStatus
from cohorts.states import ActivityKind, Overall
from proposals.states import State
from pyp_portal.accounts.roles import Level, Sector
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import draft
from pyp_portal.papers.templatetags.paper import td
from pyp_portal.papers.wordings import words

FOLDER = "cohorts/documents"
LABELS_TH = {
    "submitted": "ข้อเสนอที่ยื่น (เรื่อง)",
    "teams": "ทีมที่ได้รับการคัดเลือก (ทีม)",
    "people": "ผู้เข้าร่วม (คน)",
    "hours": "ชั่วโมงอบรมสะสม (ชั่วโมง)",
    "public": "ประชาชนร่วมกิจกรรม (คนครั้ง)",
    "sites": "พื้นที่ขยายผล (แห่ง)",
    "working": "พื้นที่ที่ดำเนินการแล้ว (แห่ง)",
    "directives": "ข้อสั่งการ (เรื่อง)",
    "carried_out": "ข้อสั่งการที่แจ้งว่าดำเนินการแล้ว (เรื่อง)",
    "confirmed": "ข้อสั่งการที่ยืนยันแล้ว (เรื่อง)",
    "overdue": "ข้อสั่งการที่เกินกำหนด (เรื่อง)",
    "raised": "เรื่องที่ขอให้ส่วนกลางแก้ไขและยังไม่ยุติ (เรื่อง)",
    "reached": "ประชาชนที่เข้าถึง (คน)",
}


def title_of(report):
    """What the report is called."""
    return f"รายงานผลการดำเนินการ หลักสูตร ป.ย.ป. {year_of(report.cohort)}"


def report(made, *, by):
    """The report as it was signed; asked for again it is the same paper."""
    return in_thai(
        Kind.MINISTER_REPORT,
        made,
        name="minister_report",
        title=title_of(made),
        context=context_of(made),
        by=by,
        key=f"minister:{made.pk}",
    )


def letter(made, *, by):
    """The letter with which the report goes to the Prime Minister or the delegated minister."""
    return in_thai(
        Kind.MINISTER_REPORT,
        made,
        name="minister_letter",
        title="รายงานผลการดำเนินการหลักสูตร ป.ย.ป.",
        context={"report": made, "addressee": CHAIRS_TH[made.chair_office], **in_words(made)},
        by=by,
        key=f"minister-letter:{made.pk}",
    )


def in_words(made):
    """The words of the letter with which a report goes."""
    year = made.cohort.call.fiscal_year
    values = {
        wordings.YEAR.name: td(year),
        wordings.AS_OF.name: td(made.as_of),
        wordings.REFERENCE.name: td(made.delegation_ref),
    }
    return words(wordings.MINISTER_LETTER, year, values)


def preview(made, *, by):
    """The report as it would be printed now, for one's own eyes."""
    with translation.override("th"):
        return draft(
            Kind.MINISTER_REPORT,
            made,
            template=f"{FOLDER}/minister_report.html",
            context=context_of(made),
            title=title_of(made),
            by=by,
        )


def paper_of(made, user):
    """The signed report; before that the last draft that this person had printed; or None."""
    about = Paper.objects.filter(record_type=made._meta.label_lower, record_id=str(made.pk))
    signed = about.filter(key=f"minister:{made.pk}").first()
    return signed or about.filter(is_draft=True, issued_by=user).order_by("-pk").first()


def letter_of(made):
    """The letter that goes with the report, once it is signed."""
    return Paper.objects.filter(key=f"minister-letter:{made.pk}").first()


def context_of(made):
    """All that the report prints, from what was frozen and written."""
    figures, before = made.figures, made.previous.figures if made.previous else None
    with translation.override("th"):
        return {
            "report": made,
            "figures": figures,
            "words": made.words,
            "previous": made.previous,
            "deltas": labelled(comparing.deltas(figures, before)),
            "issues": [page_of(one, before, made.words) for one in figures["issues"]],
            "tables": tables(figures),
            **paper_words.as_of(
                after_wordings.MINISTER_REPORT,
                made.cohort,
                made.as_of,
                **{after_wordings.HASH.name: made.sha256},
            ),
        }


def labelled(rows):
    """Each figure with its Thai name, then and now, and the change."""
    return [(LABELS_TH.get(row.key, row.key), row) for row in rows]


def page_of(one, before, words):
    """The page of one issue, its keys as words."""
    return {
        **one,
        "state": worded(one["state"], State),
        "overall": worded(one["overall"], Overall) if one["overall"] else "ยังไม่รายงาน",
        "directives": [
            {**order, "status": worded(order["status"], DirectiveStatus)}
            for order in one["directives"]
        ],
        "rows": labelled(comparing.of_issue(one, comparing.issue_before(before, one["code"]))[:3]),
        "words": words.get(wording.key_of(one["code"]), ""),
    }


def tables(figures):
    """The annex: every count, each with its words, the largest first."""
    return [
        ("จำแนกตามสถานะ", most_first(pairs(figures["by_state"], State))),
        ("จำแนกตามระดับหน่วยงาน", most_first(pairs(figures["by_level"], Level))),
        ("จำแนกตามภาคส่วน", most_first(pairs(figures["by_sector"], Sector))),
        ("จำแนกตามจังหวัด", most_first(pairs(figures["by_province"]))),
        ("จำแนกตามประเด็นยุทธศาสตร์", most_first(pairs(figures["by_theme"]))),
        ("ผู้เข้าร่วม (คน)", by_tier(figures["people"])),
        ("ชั่วโมงอบรมสะสม (ชั่วโมง)", by_tier(figures["hours"])),
        ("ประชาชนร่วมกิจกรรม (คนครั้ง)", most_first(pairs(figures["public"], ActivityKind))),
        ("พื้นที่ขยายผล", most_first(pairs(sites_of(figures), SiteStatus))),
        ("ข้อสั่งการ", most_first(pairs(figures["directives"], DirectiveStatus))),
    ]


def sites_of(figures):
    """Areas by their status, the dropped ones too; older reports count these among the rest."""
    dropped = figures.get("dropped")
    return figures["sites"] | ({SiteStatus.DROPPED: dropped} if dropped else {})


def by_tier(counts):
    """Tiers in the order of their numbers."""
    return [(f"ป.ย.ป. {number}", count) for number, count in sorted(counts.items())]


def most_first(rows):
    """In one order wherever the figures were kept: by number, then by name."""
    return sorted(rows, key=lambda row: (-row[1], row[0]))
