"""The last pass: all of one's pitch points side by side, until the chair closes them."""

from django.db import transaction

from selection.models import Score
from selection.services import sheets


@transaction.atomic
def save_all(given, *, by):
    """Keep the points of several sheets together, all or none; their words stay as they are.

    ``given`` are (sheet, points, version as it was shown).
    """
    return [_save(sheet, points, version, by) for sheet, points, version in given]


def _save(sheet, points, version, by):
    rows = Score.objects.filter(sheet=sheet).select_related("criterion")
    return sheets.save_sheet(
        sheet,
        points,
        comments={row.criterion.code: row.comment for row in rows},
        version=version,
        by=by,
        strength=sheet.strength_th,
        advice=sheet.advice_th,
        confidence=sheet.confidence,
    )


@transaction.atomic
def hand_in_all(rows, *, by):
    """Hand in sheets together, all or none."""
    return [sheets.submit_sheet(sheet, by=by) for sheet in rows]
