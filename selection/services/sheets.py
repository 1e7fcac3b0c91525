"""Score sheets: open, save, submit, open again."""

import hashlib
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded, StaleVersion
from pyp_portal import clock, thai
from pyp_portal.history.services import record
from selection import scoring
from selection.kinds import Stage
from selection.models import Criterion, Score, ScoreSheet, SheetVersion
from selection.services.holding import hold

COMMENT_MAX = 2000


def open_doc_sheet(seat, proposal, due):
    """A reader's sheet for the documents; one that was set aside comes back as it was."""
    return _open(seat, proposal, Stage.DOC, due)


def open_pitch_sheet(seat, proposal):
    """A member's sheet for a pitch they attend."""
    return _open(seat, proposal, Stage.PITCH, None)


def _open(seat, proposal, stage, due):
    sheet, is_new = ScoreSheet.objects.get_or_create(
        seat=seat,
        proposal=proposal,
        stage=stage,
        defaults={"opened_at": clock.now(), "due_at": due, "turn": _turn(seat, proposal, stage)},
    )
    if not is_new and (sheet.frozen_at or sheet.due_at != due):
        sheet.frozen_at, sheet.due_at = None, due
        sheet.save(update_fields=["frozen_at", "due_at"])
    return sheet


def _turn(seat, proposal, stage):
    """The place of a document in the member's own order: shuffled, and the same every time.

    Pitches are scored in the order in which they are held.
    """
    if stage == Stage.PITCH:
        return 0
    mixed = hashlib.sha256(f"{seat.seat_no}:{proposal.code}".encode()).digest()
    return int.from_bytes(mixed[:4]) >> 1


def withdraw(sheet):
    """A sheet that is no longer asked for: what is written in it stays, uncounted."""
    ScoreSheet.objects.filter(pk=sheet.pk, submitted_at=None).update(frozen_at=clock.now())


def withdraw_all(seat):
    """Nothing more is asked of this seat; it stays the reader of what it has submitted."""
    submitted = seat.sheets.filter(submitted_at__isnull=False, stage=Stage.DOC)
    seat.assignments.exclude(proposal__in=submitted.values("proposal")).delete()
    seat.sheets.filter(submitted_at=None).update(frozen_at=clock.now())


def criteria_of(sheet):
    """The criteria of a sheet's stage, in their order."""
    return list(
        Criterion.objects.filter(
            rubric__plan__call=sheet.proposal.call_id, rubric__stage=sheet.stage
        ).select_related("rubric")
    )


def _lock(sheet):
    fresh = hold(sheet, "seat__user", "proposal__call__selection_plan")
    if fresh.submitted_at:
        raise MoveRefused(_("You have already submitted this score sheet."))
    return _unless_shut(fresh)


def _unless_shut(sheet):
    if sheet.recused_at:
        raise MoveRefused(_("You have stepped aside from this proposal."))
    if sheet.frozen_at or not sheet.is_judged:
        raise MoveRefused(_("This score sheet is read-only: its points are not asked for now."))
    return sheet


@transaction.atomic
def save_sheet(sheet, points, *, comments=None, version=None, by=None, **texts):
    """Keep a draft as far as it goes; nobody else sees it.

    ``points`` and ``comments`` are by criterion code; a missing point is allowed. ``texts``
    are strength, advice and confidence. Refuses over a newer ``version`` than was shown.
    """
    fresh = _lock(sheet)
    if version is not None and version != fresh.version:
        raise StaleVersion(_stale(fresh))
    _write_scores(fresh, points, comments or {})
    fresh.strength_th = thai.normalise(texts.get("strength", ""))[:COMMENT_MAX]
    fresh.advice_th = thai.normalise(texts.get("advice", ""))[:COMMENT_MAX]
    fresh.confidence = texts.get("confidence")
    fresh.total = _total(fresh)
    fresh.saved_at = clock.now()
    fresh.version += 1
    fresh.save()
    return fresh


def _stale(sheet):
    return _(
        "This sheet was saved in another window on %(when)s. What you typed is still here: "
        "compare it with that window, then save it once more."
    ) % {"when": thai.thai_datetime(sheet.saved_at, short=True)}


def _write_scores(sheet, points, comments):
    """One row a criterion, points and comment together, in one statement."""
    half = sheet.proposal.call.selection_plan.half_points
    rows = [
        Score(
            sheet=sheet,
            criterion=criterion,
            points=_checked(points.get(criterion.code), half),
            comment=thai.normalise(comments.get(criterion.code, ""))[:COMMENT_MAX],
        )
        for criterion in criteria_of(sheet)
    ]
    Score.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "comment"],
    )


def _checked(value, half):
    """Points from 1 to 5 in whole or half steps, or None."""
    if value in (None, ""):
        return None
    value = Decimal(str(value))
    step = Decimal("0.5") if half else Decimal(1)
    if not 1 <= value <= scoring.HIGHEST or value % step:
        raise MoveRefused(_("Points go from 1 to 5."))
    return value


def _given(sheet):
    rows = sheet.scores.select_related("criterion")
    return {row.criterion: row.points for row in rows if row.points is not None}


def _total(sheet):
    given = _given(sheet)
    points = {criterion.code: value for criterion, value in given.items()}
    return scoring.sheet_total(points, {c.code: c.weight for c in given})


@transaction.atomic
def submit_sheet(sheet, *, by=None):
    """Hand in a complete sheet: it locks, a version of it is kept, and now it counts."""
    fresh = _lock(sheet)
    missing = len(criteria_of(fresh)) - len(_given(fresh))
    if missing:
        raise MoveRefused(_("Points are missing for %(count)d criteria.") % {"count": missing})
    fresh.submitted_at = clock.now()
    fresh.total = _total(fresh)
    fresh.version += 1
    fresh.save()
    _keep_version(fresh, by or fresh.seat.user)
    record(fresh, "submitted", by=by or fresh.seat.user)
    return fresh


def _keep_version(sheet, by):
    rows = sheet.scores.select_related("criterion")
    content = {
        "scores": {row.criterion.code: str(row.points) for row in rows},
        "comments": {row.criterion.code: row.comment for row in rows if row.comment},
        "strength_th": sheet.strength_th,
        "advice_th": sheet.advice_th,
        "confidence": sheet.confidence,
    }
    SheetVersion.objects.create(
        sheet=sheet,
        number=sheet.versions.count() + 1,
        content=content,
        total=sheet.total,
        submitted_at=sheet.submitted_at,
        submitted_by=by,
    )


@transaction.atomic
def reopen_sheet(sheet, *, reason, by):
    """Open a submitted sheet again, with a reason, until the results are signed."""
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    fresh = hold(sheet, "proposal")
    if not fresh.submitted_at:
        raise MoveRefused(_("This score sheet is open already."))
    if fresh.proposal.announcement_items.exclude(announcement__number="").exists():
        raise MoveRefused(_("The results have been signed: score sheets change no more."))
    _unless_shut(fresh).submitted_at = None
    fresh.version += 1
    fresh.save()
    record(fresh, "reopened", by=by, reason=reason)
    return fresh
