"""A score sheet while it is written: field by field, and nothing is overwritten unseen.

Only its member writes it, but perhaps in two windows: a field that another window has saved
since is left as it stands, and both texts are told.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused, StaleVersion
from proposals.stamps import Sight, Stamp, Verdict, verdict
from pyp_portal import clock, thai
from pyp_portal.templatetags.thai import thai_datetime
from selection import scoring
from selection.models import Criterion, Score
from selection.services import rounds, running
from selection.services.holding import hold
from selection.services.noting import jot

COMMENT_MAX = 2000
WORDS = {"strength": "strength_th", "advice": "advice_th", "confidence": "confidence"}
REMARK = "_comment"  # ends the name of what is said beside the points of a criterion


@dataclass(frozen=True)
class Clash:
    """Two answers to one field: the one that was sent, and the one that stands."""

    name: str
    mine: object
    theirs: object
    stamp: Stamp


@dataclass
class Outcome:
    """What became of the fields that were sent."""

    sheet: object
    values: dict = field(default_factory=dict)  # name to the value that stands now, as sent
    clashes: list = field(default_factory=list)
    refusal: MoveRefused | None = None


def criteria_of(sheet):
    """The criteria of a sheet's stage, in their order."""
    return list(
        Criterion.objects.filter(
            rubric__plan__call=sheet.proposal.call_id, rubric__stage=sheet.stage
        ).select_related("rubric")
    )


def held(sheet):
    """The sheet, held until commit, if points are taken on it now; else ``MoveRefused``."""
    fresh = hold(sheet, "seat__user", "proposal__call__selection_plan", "emptied")
    if fresh.submitted_at:
        raise MoveRefused(_("You have already submitted this score sheet."))
    if fresh.abstained_at:
        raise MoveRefused(_("You have abstained here. The secretary can open the sheet again."))
    if fresh.sealed_at:
        raise MoveRefused(_("The round is closed: ask who chairs to open this score sheet."))
    return unless_shut(fresh)


def unless_shut(sheet):
    """The sheet, unless its member stepped aside or the judging has moved on."""
    if sheet.emptying:
        raise MoveRefused(_("The time of this score sheet is over: it changes no more."))
    if sheet.recused_at:
        raise MoveRefused(_("You have stepped aside from this proposal."))
    if sheet.frozen_at or not sheet.is_judged:
        raise MoveRefused(_("This score sheet is read-only: its points are not asked for now."))
    if locked := why_shut(sheet):
        raise MoveRefused(locked)
    return sheet


def why_shut(sheet):
    """Why no points are taken on this sheet at the moment, or "": the day, or a round that ends."""
    if rounds.is_closing(sheet.proposal.call_id, sheet.stage):
        return _("The round is being closed: no score sheet changes while its table is sealed.")
    return running.why_locked(sheet)


def written(sheet, criteria):
    """What stands on a sheet, by the names of its fields."""
    rows = {row.criterion_id: row for row in sheet.scores.all()}
    found = {name: getattr(sheet, column) for name, column in WORDS.items()}
    for criterion in criteria:
        row = rows.get(criterion.pk)
        found[criterion.code] = plain(row.points) if row else None
        found[criterion.code + REMARK] = row.comment if row else ""
    return found


def plain(points):
    """Points such that 4, 4.0 and "4" are one value."""
    if points in (None, ""):
        return None
    number = float(points)
    return int(number) if number.is_integer() else number


@transaction.atomic
def keep(sheet, values, by, sight=None):
    """Keep what was sent as far as it may stand; the ``Outcome`` says what became of each.

    ``values`` are by name: codes of criteria, a code with ``_comment``, strength, advice,
    confidence. What a reader of both texts did not choose goes to their own note.
    """
    sight = sight or Sight()
    try:
        fresh = held(sheet)
    except MoveRefused as refused:
        return Outcome(sheet, refusal=refused)
    criteria = criteria_of(fresh)
    before = written(fresh, criteria)
    values = {n: _mended(n, value) for n, value in values.items() if n in before}
    for criterion in criteria:
        _refuse_odd(values.get(criterion.code), fresh)
    outcome = _judged(fresh, before, values, sight, by)
    changed = {n: v for n, v in outcome.values.items() if v != before[n]}
    if changed:
        _write(fresh, criteria, before | changed, changed, sight, by)
    return outcome


def _mended(name, value):
    if name in WORDS or name.endswith(REMARK):
        return thai.normalise(value or "")[:COMMENT_MAX] if name != "confidence" else value
    return plain(value)


def _refuse_odd(points, sheet):
    """Points go from 1 to 5 in whole or half steps."""
    if points is None:
        return
    step = Decimal("0.5") if sheet.proposal.call.selection_plan.half_points else Decimal(1)
    if not 1 <= points <= scoring.HIGHEST or Decimal(str(points)) % step:
        raise MoveRefused(_("Points go from 1 to 5."))


def _judged(sheet, before, values, sight, by):
    """Each field as it may be written, or told beside the one that stands."""
    outcome = Outcome(sheet)
    for name, value in values.items():
        stamp = Stamp.of(sheet.stamps.get(name))
        found = verdict(name, value, before[name], stamp, sight, by)
        if name in sight.yielded and found in (Verdict.WRITE, Verdict.CLASH):
            jot(sheet.proposal, by, value)
        elif found == Verdict.CLASH:
            outcome.clashes.append(Clash(name, value, before[name], stamp))
        elif found in (Verdict.WRITE, Verdict.SAME):
            outcome.values[name] = value
            if name in sight.chosen:
                jot(sheet.proposal, by, before[name])
    return outcome


def _write(sheet, criteria, whole, changed, sight, by):
    """Write what changed, move the version on and stamp it."""
    now = clock.now()
    sheet.version += 1
    for name in changed:
        kept = Stamp(sheet.version, by and by.pk, sight.tab, sight.turn, now.isoformat())
        sheet.stamps[name] = kept.kept()
    for name, column in WORDS.items():
        setattr(sheet, column, whole[name])
    touched = [c for c in criteria if {c.code, c.code + REMARK} & changed.keys()]
    _write_scores(sheet, touched, whole)
    sheet.total = total_of(whole, criteria)
    sheet.saved_at = now
    sheet.save()


def _write_scores(sheet, criteria, whole):
    """One row a criterion, points and remark together, in one statement."""
    rows = [
        Score(sheet=sheet, criterion=c, points=whole[c.code], comment=whole[c.code + REMARK])
        for c in criteria
    ]
    Score.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "comment"],
    )


def total_of(whole, criteria):
    """The weighted total of what is given so far."""
    given = {c: whole[c.code] for c in criteria if whole[c.code] is not None}
    points = {c.code: Decimal(str(value)) for c, value in given.items()}
    return scoring.sheet_total(points, {c.code: c.weight for c in given})


@transaction.atomic
def save_sheet(sheet, points, *, comments=None, version=None, by=None, **texts):
    """Keep a whole draft, as far as it goes; nobody else sees it.

    ``points`` and ``comments`` are by criterion code; a missing point is allowed. ``texts``
    are strength, advice and confidence. Refuses over what was saved after ``version``.
    """
    comments = comments or {}
    values = {name: texts.get(name, "") for name in ("strength", "advice")}
    values["confidence"] = texts.get("confidence")
    for criterion in criteria_of(sheet):
        values[criterion.code] = points.get(criterion.code)
        values[criterion.code + REMARK] = comments.get(criterion.code, "")
    outcome = keep(sheet, values, by or sheet.seat.user, Sight(base=version))
    if outcome.refusal:
        raise outcome.refusal
    if outcome.clashes:
        raise StaleVersion(stale(outcome.sheet))
    return outcome.sheet


def stale(sheet):
    """The sentence for what another window has saved since."""
    return _(
        "This sheet was saved in another window on %(when)s. What you typed is still here: "
        "compare it with that window, then save it once more."
    ) % {"when": thai_datetime(sheet.saved_at)}
