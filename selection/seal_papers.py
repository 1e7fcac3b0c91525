"""What is printed of seals and of tie-breaks; each paper can be verified by its own mark."""

from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.services import issue
from selection.documents import TEMPLATES
from selection.kinds import Stage

STAGES_TH = {Stage.DOC: "การพิจารณาเอกสาร", Stage.PITCH: "การนำเสนอ"}
CHANGES_TH = {"added": "เพิ่ม", "changed": "แก้ไข", "removed": "ไม่นับ"}


def seal(made, *, by=None):
    """The certificate of a sealed table: its hash, the one before it, what changed and why."""
    held = made.round
    changes = [{**row, "kind_th": CHANGES_TH[row["kind"]]} for row in made.changes]
    return issue(
        Kind.SCORES,
        made,
        template=f"{TEMPLATES}/seal.html",
        context={
            "seal": made,
            "stage": STAGES_TH[Stage(held.stage)],
            "round": held.number,
            "year": held.plan.year,
            "changes": changes,
        },
        title=f"ใบผนึกตารางคะแนน{STAGES_TH[Stage(held.stage)]} รอบที่ {held.number} "
        f"ฉบับที่ {made.version} ปีงบประมาณ พ.ศ. {held.plan.year}",
        by=by,
        key=f"seal:{made.pk}",
    )
