"""What a submitted sheet says, kept as it was each time."""

from selection.models import SheetVersion


def content_of(sheet):
    """Points, comments and words of a sheet as its versions keep them."""
    rows = [row for row in sheet.scores.all() if row.points is not None]
    return {
        "scores": {row.criterion.code: str(row.points) for row in rows},
        "comments": {row.criterion.code: row.comment for row in sheet.scores.all() if row.comment},
        "strength_th": sheet.strength_th,
        "advice_th": sheet.advice_th,
        "confidence": sheet.confidence,
    }


def keep_version(sheet, *, by, round_number, reason=""):
    """Keep a sheet as it is submitted now, in its round, with why it differs from before."""
    rows = type(sheet).objects.prefetch_related("scores__criterion")
    return SheetVersion.objects.create(
        sheet=sheet,
        number=sheet.versions.count() + 1,
        content=content_of(rows.get(pk=sheet.pk)),
        total=sheet.total,
        submitted_at=sheet.submitted_at,
        submitted_by=by,
        round=round_number,
        reason=reason,
    )
