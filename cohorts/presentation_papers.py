"""Papers of a presentation (PD-22): the brief of an issue, the record of a session.

Papers are written in Thai whatever the reader's language is, so their words stand here.
"""

from cohorts import briefs, paper_words
from cohorts.documents import in_thai
from cohorts.presenting_states import ChairOffice, Outcome
from cohorts.states import ActivityKind
from proposals.stamps import digest
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper

CHAIRS_TH = {
    ChairOffice.PRIME_MINISTER: "นายกรัฐมนตรี",
    ChairOffice.DELEGATED_MINISTER: "รัฐมนตรีที่ได้รับมอบหมาย",
}
OUTCOMES_TH = {
    Outcome.ACKNOWLEDGED: "รับทราบ",
    Outcome.APPROVED_SCALE: "เห็นชอบแนวทางขยายผล",
    Outcome.DIRECTIVE: "มีข้อสั่งการ",
}
KINDS_TH = {
    ActivityKind.OPINION: "ให้ความเห็น",
    ActivityKind.CO_DESIGN: "ร่วมออกแบบ",
    ActivityKind.TEST: "ร่วมทดสอบต้นแบบ",
}


def chair_of(session):
    """Before whom, as papers say it."""
    return CHAIRS_TH[session.chair_office]


def page_of(item):
    """What the template of one brief is given."""
    facts = briefs.facts_of(item)
    people = [(KINDS_TH[kind], number) for kind, number in facts["people"].items()]
    return {"item": item, "one": facts, "people": people}


def brief(item, *, by):
    """The brief of an issue on one page; as long as nothing changes it is the same paper."""
    page, session = page_of(item), item.session
    worded = paper_words.of_brief(session, chair_of(session), item.team)
    return in_thai(
        Kind.PRESENTATION,
        item,
        name="brief",
        title=f"สรุปผู้บริหาร {page['one']['code']}",
        context={**page, "session": session, **worded},
        by=by,
        key=briefs.key_of(item, page["one"]) + paper_words.version_of(worded),
    )


def session_record(session, *, by):
    """What a session led to, issue by issue, with its directives; again where something changed."""
    items = list(session.items.select_related("team__proposal__lead_agency"))
    rows = [
        {
            "item": item,
            "outcome": OUTCOMES_TH.get(item.outcome, "ยังไม่บันทึกผล"),
            "directives": list(item.directives.select_related("responsible_agency")),
        }
        for item in items
    ]
    said = [
        (row["item"].pk, row["item"].recorded_at, [(d.pk, d.due_on) for d in row["directives"]])
        for row in rows
    ]
    worded = paper_words.of_session(session, chair_of(session))
    return in_thai(
        Kind.PRESENTATION,
        session,
        name="session_record",
        title="บันทึกผลการนำเสนอผลการขับเคลื่อน",
        context={"session": session, "rows": rows, **worded},
        by=by,
        key=f"session-record:{session.pk}:{session.token}:{digest(said)}"
        + paper_words.version_of(worded),
    )


def papers_of_session(session):
    """The records of a session, newest first."""
    return Paper.objects.of(session)
