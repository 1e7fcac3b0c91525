"""The papers that one member signs: what they declared (PD-09), a sheet of points (PD-11).

Papers are written in Thai whatever the reader's language is, so their words stand here.
"""

import hashlib
import json

from pyp_portal import thai
from pyp_portal.history.models import Event
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import issue
from selection import sheet_words
from selection.documents import ROLES_TH, TEMPLATES
from selection.kinds import Severity, Stage
from selection.models import Conflict, Seat

SEVERITIES_TH = {
    Severity.NONE: "ไม่มีส่วนได้เสีย",
    Severity.SOFT: "รู้จักหรือเคยร่วมงาน แต่ไม่มีส่วนได้เสีย",
    Severity.HARD: "มีส่วนได้เสีย ขอไม่ร่วมพิจารณา",
}
ON_STAGE_TH = {Stage.DOC: "การพิจารณาเอกสาร", Stage.PITCH: "การนำเสนอ"}


def declaration(seat, *, by, ties=None):
    """PD-09: what a member accepted and declared; what was declared since is a paper of its own.

    A proposal from which the member stepped aside is closed to them: it is named by its
    number and agency alone, and by the member's own words. ``ties``: others than declared,
    where who tries the words may not read these.
    """
    rows = [_declared(tie) for tie in (_ties(seat) if ties is None else ties)]
    none = [row for row in rows if row["severity"] == Severity.NONE]
    return issue(
        Kind.DECLARATION,
        seat,
        template=f"{TEMPLATES}/declaration.html",
        context={
            "seat": seat,
            "role": ROLES_TH[seat.role],
            "committee": seat.committee,
            "accepted": seat.terms,
            "rows": [row for row in rows if row["severity"] != Severity.NONE],
            "none": none,
            **sheet_words.of_declaration(seat, len(none)),
        },
        title="แบบแจ้งส่วนได้เสียและรักษาความลับของกรรมการ",
        by=by,
        key=_key(seat),
    )


def declaration_of(seat):
    """The paper about what a member declares now, or None."""
    return Paper.objects.filter(key=_key(seat)).first()


def latest_declarations(seats):
    """(seat, its latest PD-09) of those that have one, in two statements for all of them."""
    papers = Paper.objects.official().filter(
        kind=Kind.DECLARATION,
        record_type=Seat._meta.label_lower,
        record_id__in=[str(seat.pk) for seat in seats],
    )
    latest = {paper.record_id: paper for paper in papers.defer("html").order_by("pk")}
    return [(seat, latest[str(seat.pk)]) for seat in seats if str(seat.pk) in latest]


def _ties(seat):
    """What the member declared themselves: what others weighed about them is not theirs to sign."""
    ties = list(seat.conflicts.select_related("proposal__lead_agency").order_by("proposal__code"))
    told = Event.objects.filter(
        record_type=Conflict._meta.label_lower,
        record_id__in=[str(tie.pk) for tie in ties],
        verb="declared",
    )
    last_by = dict(told.order_by("seq").values_list("record_id", "by"))
    return [tie for tie in ties if last_by.get(str(tie.pk)) == seat.user_id]


def _key(seat):
    told = [
        [tie.proposal_id, tie.severity, tie.kind, tie.reason, tie.occasion] for tie in _ties(seat)
    ]
    said = [seat.terms_id, *told]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
    return f"declaration:{seat.pk}:{digest}"


def _declared(tie):
    proposal = tie.proposal
    return {
        "code": proposal.code,
        "title": "" if tie.is_hard else proposal.title_th,
        "agency": proposal.lead_agency,
        "severity": tie.severity,
        "words": SEVERITIES_TH[Severity(tie.severity)],
        "kind": tie,
        "reason": tie.reason,
        "declared_at": tie.declared_at,
    }


def sheet(found, *, by, instead=()):
    """PD-11 of one member: a sheet as it was handed in; after a change it is another paper.

    ``instead`` stands in place of facts, where who tries the words may not read them.
    """
    proposal, stage = found.proposal, ON_STAGE_TH[Stage(found.stage)]
    return issue(
        Kind.SCORES,
        found,
        template=f"{TEMPLATES}/score_sheet.html",
        context={
            "sheet": found,
            "proposal": proposal,
            "seat": found.seat,
            "role": ROLES_TH[found.seat.role],
            "rows": [_scored(score) for score in found.scores.select_related("criterion")],
            **sheet_words.of_sheet(found, stage),
            **dict(instead),
        },
        title=f"แบบประเมิน{stage} {proposal.code} "
        f"กรรมการลำดับที่ {thai.to_thai_digits(found.seat.seat_no)}",
        by=by,
        key=_sheet_key(found),
    )


def _sheet_key(found):
    return f"sheet:{found.pk}:{found.versions.count()}"


def sheet_of(found):
    """The paper of a sheet as it is handed in now, or None."""
    return Paper.objects.filter(key=_sheet_key(found)).first()


def _scored(score):
    """A criterion with its points and its part of the hundred."""
    criterion = score.criterion
    part = None if score.points is None else score.points / 5 * criterion.weight
    return {"criterion": criterion, "score": score, "part": part}
