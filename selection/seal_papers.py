"""What is printed of seals and of tie-breaks; each paper can be verified by its own mark."""

from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.services import issue
from selection import sheet_words, tie_breaks
from selection.documents import TEMPLATES
from selection.kinds import Stage, TieStep

STAGES_TH = {Stage.DOC: "การพิจารณาเอกสาร", Stage.PITCH: "การนำเสนอ"}
STEPS_TH = {
    TieStep.D3_P3: "ผลรวมค่าเฉลี่ย D3 และ P3",
    TieStep.D2_P1: "ผลรวมค่าเฉลี่ย D2 และ P1",
    TieStep.FIRST: "ค่าเฉลี่ยเกณฑ์ข้อแรก (D1)",
    TieStep.ABOVE: "จำนวนใบคะแนนที่ถึงเกณฑ์ผ่าน",
    TieStep.RUNOFF: "คะแนนเสียงจากการลงคะแนนลับ",
    TieStep.CASTING: "ลำดับที่ประธานชี้ขาด",
    TieStep.DRAW: "เลขสลาก",
}
CHANGES_TH = {"added": "เพิ่ม", "changed": "แก้ไข", "removed": "ไม่นับ"}


def seal(made, *, by=None, instead=()):
    """The certificate of a sealed table: its hash, the one before it, what changed and why.

    ``instead`` stands in place of facts, where who tries the words may not read them.
    """
    held, stage = made.round, STAGES_TH[Stage(made.round.stage)]
    changes = [{**row, "kind_th": CHANGES_TH[row["kind"]]} for row in made.changes]
    return issue(
        Kind.SCORES,
        made,
        template=f"{TEMPLATES}/seal.html",
        context={
            "seal": made,
            "changes": changes,
            **sheet_words.of_seal(made, stage),
            **dict(instead),
        },
        title=f"ใบผนึกตารางคะแนน{stage} รอบที่ {held.number} "
        f"ฉบับที่ {made.version} ปีงบประมาณ พ.ศ. {held.plan.year}",
        by=by,
        key=f"seal:{made.pk}",
    )


def tie_break(tie, *, by=None, instead=()):
    """How equal proposals were put in order: the declared steps with their numbers.

    ``instead`` stands in place of facts, where who tries the words may not read them.
    """
    rows = list(tie.places.select_related("proposal__lead_agency").order_by("place"))
    steps = [
        {
            "label": STEPS_TH[step["step"]],
            "seed": step.get("seed", ""),
            "values": [(row.proposal.code, told[row.proposal.code]) for row in rows],
        }
        for step, told in [(step, tie_breaks.told(step)) for step in tie.steps]
    ]
    return issue(
        Kind.SCORES,
        tie,
        template=f"{TEMPLATES}/tie_break.html",
        context={
            "tie": tie,
            "rows": rows,
            "steps": steps,
            "declared": [STEPS_TH[step] for step in tie.declared],
            **sheet_words.of_tie(tie),
            **dict(instead),
        },
        title=f"บันทึกการจัดลำดับข้อเสนอที่คะแนนเท่ากัน {tie.final} คะแนน",
        by=by,
        key=f"tie-break:{tie.pk}",
    )
