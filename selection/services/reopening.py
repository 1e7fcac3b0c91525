"""Open a submitted score sheet again; after its round is closed only as who chairs grants it."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import permissions, round_emails
from selection.kinds import Outcome, Stage
from selection.models import Reopening, ScoreSheet
from selection.services import rounds, sealing
from selection.services.holding import hold, hold_in_place
from selection.services.writing import unless_shut


@transaction.atomic
def reopen_sheet(sheet, *, reason, by):
    """Open a submitted sheet again, with a reason, until its round is closed.

    In a second round the member does so themself with what is sealed of the first.
    """
    _check_reason(reason)
    fresh = hold(sheet, "seat", "proposal__call__selection_plan", "emptied")
    if not fresh.submitted_at:
        raise MoveRefused(_("This score sheet is open already."))
    refuse_if_signed(fresh)
    if fresh.sealed_at and not _may_think_again(fresh, by):
        raise MoveRefused(_("The round is closed: ask who chairs to open this score sheet."))
    return _open(unless_shut(fresh), reason, by)


def _may_think_again(sheet, by):
    """The member whose sheet it is, while a later round runs than the one it was sealed in."""
    is_own = sheet.seat.user_id == by.pk
    return is_own and not rounds.is_closed(sheet.proposal.call.selection_plan, sheet.stage)


def _check_reason(reason):
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded


def refuse_if_signed(sheet):
    """Nothing that these points led to has been signed, else ``MoveRefused``.

    That a proposal is through to the pitch is signed before its pitch, which it does not settle.
    """
    signed = sheet.proposal.announcement_items.exclude(announcement__number="")
    if sheet.stage == Stage.PITCH:
        signed = signed.exclude(outcome=Outcome.SHORTLISTED)
    if signed.exists():
        raise MoveRefused(_("The results have been signed: score sheets change no more."))


def _open(sheet, reason, by):
    rounds.unseal(ScoreSheet.objects.filter(pk=sheet.pk))
    sheet.submitted_at = sheet.sealed_at = sheet.abstained_at = None
    sheet.reopened_because = reason
    sheet.version += 1
    sheet.save()
    record(sheet, "reopened", by=by, reason=reason)
    return sheet


# --- After the round is closed
def needs_leave(sheet, user):
    """True when only who chairs can have this sheet opened again for this person."""
    if not sheet.sealed_at:
        return False
    return not (sheet.submitted_at and _may_think_again(sheet, user))


@transaction.atomic
def ask_reopening(sheet, *, reason, by):
    """Ask who chairs to open a sealed sheet, submitted or not, with the reason for it."""
    _check_reason(reason)
    fresh = hold(sheet, "proposal__call__selection_plan__committee", "emptied")
    if not fresh.sealed_at:
        raise MoveRefused(_("The round of this score sheet still runs: open it without asking."))
    refuse_if_signed(unless_shut(fresh))
    if fresh.reopenings.filter(answered_at=None).exists():
        raise MoveRefused(_("Somebody has asked already: an answer is waited for."))
    asked = Reopening.objects.create(sheet=fresh, reason=reason, asked_at=clock.now(), asked_by=by)
    record(fresh, "reopening asked", by=by, reason=reason)
    for person in sealing.chairing(fresh.proposal.call.selection_plan):
        if person.pk != by.pk and permissions.may_know(fresh.proposal, person):
            round_emails.leave_asked(asked, person)
    return asked


@transaction.atomic
def answer_reopening(asked, *, is_granted, answer="", by):
    """Who chairs opens the sheet, or says why not; never who asked, nor whose sheet it is."""
    asked = hold_in_place(asked)
    if asked.answered_at:
        raise MoveRefused(_("This has been answered already."))
    sheet = hold(asked.sheet, "seat", "proposal", "emptied")
    if by.pk in {asked.asked_by_id, sheet.seat.user_id}:
        raise MoveRefused(_("Somebody else who chairs must answer this."))
    if not is_granted:
        _check_reason(answer)
    asked.is_granted, asked.answer = is_granted, answer
    asked.answered_at, asked.answered_by = clock.now(), by
    asked.save()
    if is_granted:
        refuse_if_signed(sheet)
        _open(unless_shut(sheet), asked.reason, by)
    else:
        record(sheet, "reopening refused", by=by, reason=answer)
    round_emails.leave_answered(asked)
    return asked


def settle(sheet, *, by):
    """A sheet that was opened after its round was closed is in again: its table is sealed anew."""
    asked = sheet.reopenings.filter(is_granted=True, done_at=None).first()
    if asked is None:
        return
    asked.done_at = clock.now()
    asked.save(update_fields=["done_at"])
    sealing.seal_change(sheet, reason=asked.reason, by=by, approved_by=asked.answered_by)


def open_after_seal(plan):
    """Sheets that who chairs has opened and that are not submitted again yet."""
    granted = Reopening.objects.filter(
        sheet__proposal__call=plan.call_id, is_granted=True, done_at=None
    )
    return set(granted.values_list("sheet", flat=True))


# --- What it was before
def side_by_side(sheet):
    """The versions of a sheet in their order, and a line a criterion with the points of each."""
    kept = list(sheet.versions.select_related("submitted_by"))
    codes = sorted({code for version in kept for code in version.content["scores"]})
    lines = [(code, _across(kept, code)) for code in codes]
    return {"versions": kept, "lines": lines}


def _across(kept, code):
    """The points of one criterion in each version, and whether they differ from before."""
    points = [version.content["scores"].get(code, "") for version in kept]
    before = [points[0], *points[:-1]]
    return [(value, value != old) for value, old in zip(points, before, strict=True)]
