"""Score sheets: open, submit; how they are written is in ``writing``."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.kinds import Remarks, Stage
from selection.models import ScoreSheet
from selection.services import reopening, rounds
from selection.services.suggesting import tied_since
from selection.services.versions import keep_version
from selection.services.writing import (
    REMARK,
    criteria_of,
    held,
    save_sheet,
    total_of,
    written,
)

__all__ = [
    "criteria_of",
    "open_doc_sheet",
    "open_pitch_sheet",
    "save_sheet",
    "submit_sheet",
    "withdraw",
    "withdraw_all",
]


def open_doc_sheet(seat, proposal, due):
    """A reader's sheet for the documents; one that was set aside comes back as it was."""
    return _open(seat, proposal, Stage.DOC, due)


def open_pitch_sheet(seat, proposal):
    """A member's sheet for a pitch they attend."""
    return _open(seat, proposal, Stage.PITCH, None)


def open_shut(seat, proposal):
    """The sheet of a member who came after the pitch was held: it waits for no points."""
    now = clock.now()
    ScoreSheet.objects.get_or_create(
        seat=seat,
        proposal=proposal,
        stage=Stage.PITCH,
        defaults={"opened_at": now, "frozen_at": now, "turn": 0},
    )


def _open(seat, proposal, stage, due):
    sheet, is_new = ScoreSheet.objects.get_or_create(
        seat=seat,
        proposal=proposal,
        stage=stage,
        defaults={"opened_at": clock.now(), "due_at": due, "turn": _turn(seat, proposal, stage)},
    )
    if not is_new:
        _ask_again(sheet, due)
    return sheet


def _ask_again(sheet, due):
    """A sheet that was set aside, or whose interest was declared by mistake, is open once more.

    What a sealed table leaves out stays out of it.
    """
    sheet.frozen_at, sheet.due_at = None, due
    sheet.recused_at = sheet.recused_at if sheet.sealed_at else None
    sheet.save(update_fields=["frozen_at", "due_at", "recused_at"])


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


@transaction.atomic
def submit_sheet(sheet, *, by=None):
    """Hand in a complete sheet: it locks, a version of it is kept, and now it counts."""
    fresh = held(sheet)
    if tied_since(fresh.seat, fresh.proposal):
        raise MoveRefused(_("The records show a tie since you declared: declare once more first."))
    criteria = criteria_of(fresh)
    whole = written(fresh, criteria)
    _refuse_gaps(whole, criteria, fresh.proposal.call.selection_plan)
    fresh.submitted_at = clock.now()
    fresh.total = total_of(whole, criteria)
    fresh.version += 1
    fresh.save()
    _keep(fresh, by or fresh.seat.user)
    record(fresh, "submitted", by=by or fresh.seat.user)
    return fresh


def _refuse_gaps(whole, criteria, plan):
    """Points for every criterion, and a reason beside each where the plan asks for it."""
    missing = [c.code for c in criteria if whole[c.code] is None]
    if missing:
        raise MoveRefused(_("Points are missing for %(count)d criteria.") % {"count": len(missing)})
    silent = [c.code for c in criteria if not whole[c.code + REMARK].strip()]
    if silent and plan.remarks == Remarks.REQUIRED:
        raise MoveRefused(
            _("Say in the box below the points why you gave them: %(codes)s.")
            % {"codes": ", ".join(silent)}
        )


def _keep(sheet, by):
    """A version of what is handed in; changed after its round was closed, it is sealed anew."""
    plan, reason = sheet.proposal.call.selection_plan, sheet.reopened_because
    number = rounds.number_now(plan, sheet.stage)
    keep_version(sheet, by=by, round_number=number, reason=reason)
    reopening.settle(sheet, by=by)
