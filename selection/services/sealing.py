"""Freeze the score table of a stage, and make each later change a new version of it."""

import logging
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role
from pyp_portal.history.services import record
from selection import round_emails, seal_papers, sealed_table
from selection.kinds import CHAIRS, Stage
from selection.models import Criterion, Round, Score, Seal, SheetVersion
from selection.services import tabling
from selection.services.holding import hold
from selection.services.rounds import (
    is_closed,
    last_round,
    last_seal,
    opened_again,
    sheets_of,
)
from selection.services.versions import content_of

logger = logging.getLogger(__name__)
PORTION = 500  # sheets read at once
MARK = ("pk", "version", "submitted_at", "recused_at", "abstained_at", "frozen_at")


@transaction.atomic
def close_round(plan, stage, *, reason="", by=None, read=None):
    """End the round that runs: its sheets change no more, its table is frozen and told of.

    Closing again takes in what was submitted since, such as sheets of a second reading, and
    says why. Refuses while a sheet is open again, and where there is nothing to freeze.
    ``read`` is what ``read_table`` has read; where the sheets moved on, it is read once more.
    """
    hold(plan)
    refuse_unless_closable(plan, stage, reason)
    current = last_round(plan, stage) or Round.objects.create(plan=plan, stage=stage, number=1)
    made = _seal(current, reason=reason, by=by, read=read)
    if current.closed_at is None:
        current.closed_at, current.closed_by = made.sealed_at, by
        current.save(update_fields=["closed_at", "closed_by"])
        _shut(sheets_of(plan, stage).filter(sealed_at=None, frozen_at=None), made.sealed_at)
    return made


def refuse_unless_closable(plan, stage, reason):
    """``MoveRefused`` with what stands in the way of closing the round that runs."""
    going_on = plan.sessions.filter(started_at__isnull=False, ended_at=None)
    if stage == Stage.PITCH and going_on.exists():
        raise MoveRefused(_("A pitch session still runs: close it first."))
    waiting = opened_again(plan, stage).count()
    if waiting:
        raise MoveRefused(
            _("%(count)d score sheets are open again: they must be submitted first.")
            % {"count": waiting}
        )
    if is_closed(plan, stage) and len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    submitted = sheets_of(plan, stage).counted()
    if not (submitted.exists() or last_seal(plan, stage)):
        raise MoveRefused(_("No score sheet of this stage has been submitted yet."))


def _seal(current, *, reason="", by=None, approved_by=None, read=None):
    """The next version of the table of a stage; refuses where nothing differs from the last.

    The sheets are held until commit: who would hand in meanwhile waits, and is refused then.
    """
    plan, stage, now = current.plan, current.stage, clock.now()
    held = sheets_of(plan, stage).select_for_update(of=("self",)).order_by("pk")
    mark = [_mark(sheet) for sheet in held.only(*MARK)]
    before = last_seal(plan, stage)
    old = sealed_table.lines_of(before.table if before else "")
    if read is None or read.mark != mark:
        read = read_table(plan, stage, sealed=old)
    text = _text_of(read, current, before, now)
    changed = sealed_table.changes(old, sealed_table.lines_of(text)) if before else []
    if before and before.round_id == current.pk and not changed:
        raise MoveRefused(_("Nothing has changed since the last seal."))
    made = Seal.objects.create(
        round=current,
        version=before.version + 1 if before else 1,
        table=text,
        sha256=sealed_table.digest(text),
        previous_sha256=before.sha256 if before else "",
        changes=changed,
        reason=reason,
        sealed_at=now,
        sealed_by=by,
        approved_by=approved_by,
    )
    _shut(sheets_of(plan, stage).counted().filter(sealed_at=None), now)
    record(current, "sealed", by=by, reason=reason, version=made.version, sha256=made.sha256)
    seal_papers.seal(made, by=by)
    for person in told_of(plan):
        round_emails.sealed(made, person)
    return made


@dataclass
class Reading:
    """The sheets of a stage as they were read, and what they stood at then."""

    mark: list  # differs as soon as one of them moves on
    lines: list = field(default_factory=list)
    absent: list = field(default_factory=list)


def _mark(sheet):
    return tuple(getattr(sheet, name) for name in MARK)


def read_table(plan, stage, *, sealed=None, tell=lambda done: None):
    """The lines of the table, read in portions; ``tell`` is told how many sheets were read.

    ``sealed`` are the lines of the table before by sheet: what was not handed in anew keeps its.
    """
    read = Reading([_mark(sheet) for sheet in sheets_of(plan, stage).order_by("pk").only(*MARK)])
    keys = [row[0] for row in read.mark]
    for start in range(0, len(keys), PORTION):
        portion = keys[start : start + PORTION]
        for row in tabling.rows(_in_table(plan, stage).filter(pk__in=portion)):
            if row.is_counted:
                read.lines.append(row.line(sealed or {}))
            else:
                read.absent.append(row.absent())
        tell(start + len(portion))
    return read


def _text_of(read, current, before, moment):
    """The canonical text of the table of the sheets that were read."""
    plan, stage = current.plan, current.stage
    weights = Criterion.objects.filter(rubric__plan=plan, rubric__stage=stage)
    return sealed_table.canonical(
        sealed_table.table(
            lines=read.lines,
            absent=read.absent,
            year=plan.year,
            stage=str(stage),
            round=current.number,
            version=before.version + 1 if before else 1,
            previous=before.sha256 if before else "",
            sealed_at=sealed_table.moment_of(moment),
            weights=dict(weights.values_list("code", "weight")),
        )
    )


def _in_table(plan, stage):
    """The sheets that a table names: those that count, and those that are missing."""
    return sheets_of(plan, stage).filter(frozen_at=None) | sheets_of(plan, stage).counted()


def rows_of(plan, stage):
    """The sheets of a stage with all that a line of the table is made of."""
    scores = Score.objects.select_related("criterion")
    versions = SheetVersion.objects.order_by("number")
    return (
        _in_table(plan, stage)
        .select_related("proposal", "seat", "emptied")
        .prefetch_related(Prefetch("scores", scores), Prefetch("versions", versions))
    )


def is_counted(sheet):
    """The twin of ``ScoreSheetQuerySet.counted`` for a sheet that is at hand."""
    return bool(sheet.submitted_at and not (sheet.recused_at or sheet.abstained_at))


def latest(sheet):
    """The last version of a sheet, or None."""
    return next(reversed(sheet.versions.all()), None)


def says_the_same(sheet, version):
    """True while the rows of a sheet say what its version says."""
    return (
        sealed_table.agree(content_of(sheet), version.content)
        and sheet.total == version.total
        and sheet.submitted_at == version.submitted_at
    )


def line_of(sheet, version):
    """The line of the table that a version of a sheet makes."""
    return sealed_table.line(
        proposal=sheet.proposal.code,
        seat=sheet.seat.seat_no,
        sheet=sheet.uid,
        version=version.number,
        content=version.content,
        total=version.total,
        submitted_at=version.submitted_at,
    )


def _shut(sheets, now):
    """Nothing is written any more in these sheets."""
    Score.objects.filter(sheet__in=sheets.values("pk")).update(is_sealed=True)
    sheets.update(sealed_at=now)


def told_of(plan):
    """Who is given the hash: those who chair, and the auditors."""
    return (chairing(plan) | User.objects.holding(Role.AUDITOR)).distinct()


def chairing(plan):
    """Chair and vice-chair of the year."""
    seats = plan.committee.seats.active().filter(role__in=CHAIRS)
    return User.objects.filter(pk__in=seats.values("user"), is_active=True)


@transaction.atomic
def seal_change(sheet, *, reason, by=None, approved_by=None):
    """A sealed sheet was changed by the rules: the next version of its table says so.

    Does nothing while the round of the sheet still runs.
    """
    plan = sheet.proposal.call.selection_plan
    current = last_round(plan, sheet.stage)
    if current is None or current.closed_at is None:
        return None
    hold(plan)
    return _seal(current, reason=reason, by=by, approved_by=approved_by)


def follow_recusal(conflict, *, by=None):
    """Whoever steps aside after a round was closed counts no more: its table is sealed anew."""
    if not conflict.is_hard:
        return
    for sheet in conflict.seat.sheets.filter(proposal=conflict.proposal):
        if _is_in_table(sheet):
            _seal_without(sheet, conflict.reason, by)


def _is_in_table(sheet):
    """True while the last table of its stage counts a sheet."""
    last = last_seal(sheet.proposal.call.selection_plan, sheet.stage)
    return last is not None and str(sheet.uid) in sealed_table.lines_of(last.table)


def _seal_without(sheet, reason, by):
    """Nobody is kept from stepping aside because another sheet is not as it was submitted."""
    try:
        seal_change(sheet, reason=reason, by=by)
    except MoveRefused as refused:
        logger.error("not sealed after a recusal: %s", refused.sentence)
