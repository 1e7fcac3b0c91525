"""The papers of this room, PD-08 to PD-16: order, announcement, letters, scores.

Papers are written in Thai whatever the reader's language is, so their words stand here.
"""

from proposals.documents import addressee
from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import issue
from selection import paper_words, sheet_words
from selection.kinds import AnnouncementKind, Basis, Outcome, SeatRole, Stage
from selection.models import Criterion

TEMPLATES = "selection/documents"
ROLES_TH = {
    SeatRole.CHAIR: "ประธานกรรมการ",
    SeatRole.VICE_CHAIR: "รองประธานกรรมการ",
    SeatRole.EX_OFFICIO: "กรรมการ",
    SeatRole.AGENCY_REP: "กรรมการ",
    SeatRole.EXPERT: "กรรมการผู้ทรงคุณวุฒิ",
    SeatRole.SECRETARY: "กรรมการและเลขานุการ",
    SeatRole.ASSISTANT_SECRETARY: "ผู้ช่วยเลขานุการ",
    SeatRole.ADVISER_NO_VOTE: "ผู้แทนหน่วยงานส่วนกลาง (ให้ความเห็น)",
    SeatRole.POOL_EXPERT: "ผู้เชี่ยวชาญ (อ่านและให้คะแนน)",
}
OUTCOMES_TH = {
    Outcome.SHORTLISTED: "ผ่านเข้ารอบนำเสนอ",
    Outcome.NOT_SHORTLISTED: "ไม่ผ่านเข้ารอบนำเสนอ",
    Outcome.SECOND_READING: "อ่านเพิ่มเติม",
    Outcome.SELECTED: "ได้รับการคัดเลือก",
    Outcome.PROMOTED: "ได้รับการคัดเลือก (เลื่อนจากสำรอง)",
    Outcome.RESERVE: "สำรอง",
    Outcome.NOT_SELECTED: "ไม่ได้รับการคัดเลือก",
    Outcome.NO_SHOW: "ไม่ได้มานำเสนอ",
}

STAGES_TH = {Stage.DOC: "ค่าเฉลี่ยจากการพิจารณาเอกสาร", Stage.PITCH: "ค่าเฉลี่ยจากการนำเสนอ"}


def position_of(user):
    """The post under which a person signs."""
    profile = getattr(user, "profile", None)
    return profile.position_th if profile else ""


def member(seat):
    """A seat as papers list it."""
    return {"name": seat.user.name_th, "role": ROLES_TH[seat.role], "who": seat.who_th}


def clerk_of(committee):
    """Who signs as secretary of a committee; None while nobody holds that seat."""
    seats = committee.seats.active().filter(role=SeatRole.SECRETARY) if committee else []
    return next((seat.user for seat in seats), None)


def appointed(seat):
    """A seat as its order has it: a position instead of a name where the order says so (K1)."""
    if seat.basis == Basis.POSITION:
        return member(seat) | {"name": seat.who_th, "who": ""}
    return member(seat)


def committee_order(order, *, ended=(), by=None):
    """The order that appoints the committee, or amends it (PD-08)."""
    seats = list(order.seats.select_related("user"))
    term = next((seat for seat in seats if seat.begins_on or seat.ends_on), None)
    return issue(
        Kind.COMMITTEE_ORDER,
        order,
        template=f"{TEMPLATES}/committee_order.html",
        context={
            "order": order,
            "members": [appointed(seat) for seat in seats],
            "ended": [member(seat) for seat in ended],
            "signer": order.signed_by,
            "position": position_of(order.signed_by),
            **paper_words.of_order(order, term),
        },
        title=f"แต่งตั้ง{thai.to_thai_digits(order.committee.name_th)}",
        by=by,
        key=f"committee-order:{order.pk}",
    )


def announcement(announced, *, by=None):
    """The announcement of results (PD-15): by running number, never by score (section 4.6)."""
    items = list(announced.items.select_related("proposal__lead_agency__province"))
    chosen = {Outcome.SHORTLISTED, Outcome.SELECTED, Outcome.PROMOTED}
    return issue(
        Kind.ANNOUNCEMENT,
        announced,
        template=f"{TEMPLATES}/announcement.html",
        context={
            "announcement": announced,
            "is_shortlist": announced.kind == AnnouncementKind.SHORTLIST,
            "chosen": sorted(
                (i.proposal for i in items if i.outcome in chosen), key=lambda p: p.code
            ),
            "reserve": sorted(
                (i for i in items if i.outcome == Outcome.RESERVE), key=lambda i: i.reserve_rank
            ),
            "replaces": announced.replaces,
            "signer": announced.signed_by,
            "position": position_of(announced.signed_by),
            **paper_words.of_announcement(announced),
        },
        title=announced.title_th,
        by=by,
        key=f"announcement:{announced.pk}",
    )


def result_letter(item, answer, *, by=None):
    """The letter to one agency on its result (PD-16), with what the plan lets it learn."""
    announced = item.announcement
    reason = item.opinion
    return issue(
        Kind.RESULT_LETTER,
        item.proposal,
        template=f"{TEMPLATES}/result_letter.html",
        context={
            "item": item,
            "proposal": item.proposal,
            "announcement": announced,
            "addressee": addressee(item.proposal),
            "reason": reason,
            "strengths": [text for text in answer.strengths if text not in reason],
            "advice": [text for text in answer.advice if text not in reason],
            "means": [
                (caption, [(c, value) for c, value in answer.means if c.rubric.stage == stage])
                for stage, caption in STAGES_TH.items()
            ],
            "signer": announced.signed_by,
            "position": position_of(announced.signed_by),
            **paper_words.of_result(item, OUTCOMES_TH[item.outcome]),
        },
        title=f"แจ้งผลการพิจารณาข้อเสนอประเด็นการบูรณาการ {item.proposal.code}",
        by=by,
        key=f"result-letter:{item.pk}",
    )


def score_summary(plan, rows, *, by=None):
    """The scores of the year as they stand now (PD-11)."""
    criteria = Criterion.objects.filter(rubric__plan=plan).select_related("rubric")
    return issue(
        Kind.SCORES,
        plan,
        template=f"{TEMPLATES}/score_summary.html",
        context={
            "plan": plan,
            "rows": rows,
            "doc_criteria": [c for c in criteria if c.rubric.stage == Stage.DOC],
            "pitch_criteria": [c for c in criteria if c.rubric.stage == Stage.PITCH],
            **sheet_words.of_scores(plan),
            "clerk": clerk_of(plan.standing_committee),
        },
        title=f"สรุปคะแนนการพิจารณาข้อเสนอ ปีงบประมาณ พ.ศ. {thai.to_thai_digits(plan.year)}",
        by=by,
    )


def pitch_schedule(session, *, by=None):
    """The schedule and order of one session (PD-12)."""
    day = thai.thai_date(session.starts_at, digits=True)
    return issue(
        Kind.PITCH_SCHEDULE,
        session,
        template=f"{TEMPLATES}/pitch_schedule.html",
        context={
            "session": session,
            "slots": session.slots.select_related("proposal__lead_agency__province"),
            "clerk": clerk_of(session.plan.standing_committee),
            **sheet_words.of_schedule(session),
        },
        title=f"กำหนดการนำเสนอข้อเสนอประเด็นการบูรณาการ วันที่ {day}",
        by=by,
    )


def papers_about(record):
    """The official papers about one record of this room, newest first."""
    return Paper.objects.of(record)


def papers_about_each(records):
    """{id: its official papers, newest first} of records of one kind, in one statement."""
    found = {record.pk: [] for record in records}
    if records:
        label = type(records[0])._meta.label_lower
        rows = Paper.objects.official().filter(
            record_type=label, record_id__in=[str(key) for key in found]
        )
        for paper in rows.defer("html"):
            found[int(paper.record_id)].append(paper)
    return found
