"""Many sheets handed in at once: the rows that the verbs leave, in few statements.

Most tests of the selection begin behind the scoring, with dozens of sheets that nobody
asks about; a test holds these rows together with those of the verbs.
"""

from dataclasses import asdict

from proposals.stamps import Stamp
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.kinds import Stage
from selection.models import Score, ScoreSheet, SheetVersion
from selection.services import rounds, writing


def hand_in(seats, proposal, *, points=4, stage=Stage.DOC):
    """The open and untouched sheets of these members, filled in with points and submitted."""
    found = ScoreSheet.objects.filter(seat__in=seats, proposal=proposal, stage=stage)
    sheets = list(found.select_related("seat__user", "proposal").order_by("pk"))
    criteria = writing.criteria_of(sheets[0])
    given = points if isinstance(points, dict) else {c.code: points for c in criteria}
    for sheet in sheets:
        _submit(sheet, given, criteria)
    changed = ["stamps", "version", "saved_at", "submitted_at", "total"]
    ScoreSheet.objects.bulk_update(sheets, changed)
    Score.objects.bulk_create(
        Score(sheet=sheet, criterion=criterion, points=given[criterion.code])
        for sheet in sheets
        for criterion in criteria
    )
    round_number = rounds.number_now(proposal.call.selection_plan, stage)
    SheetVersion.objects.bulk_create(_version(sheet, given, round_number) for sheet in sheets)
    for sheet in sheets:
        record(sheet, "submitted", by=sheet.seat.user)


def _submit(sheet, given, criteria):
    now = clock.now()
    stamp = Stamp(version=1, by=sheet.seat.user_id, at=now.isoformat())
    sheet.stamps = {criterion.code: asdict(stamp) for criterion in criteria}
    sheet.version = 2  # saved, then submitted
    sheet.saved_at = sheet.submitted_at = now
    sheet.total = writing.total_of(given, criteria)


def _version(sheet, given, round_number):
    return SheetVersion(
        sheet=sheet,
        number=1,
        content={
            "scores": {code: f"{points:.1f}" for code, points in given.items()},
            "comments": {},
            "strength_th": "",
            "advice_th": "",
            "confidence": None,
        },
        total=sheet.total,
        submitted_at=sheet.submitted_at,
        submitted_by=sheet.seat.user,
        round=round_number,
    )
