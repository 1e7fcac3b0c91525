"""Change the words of a letter from a year on, or go back to those that are shipped."""

from django.db import IntegrityError, transaction

from pyp_portal import clock
from pyp_portal.history import services as history
from pyp_portal.outbox.models import Words
from pyp_portal.papers.rewording import WordingRefused, stale


@transaction.atomic
def write(shipped, year, texts, *, seen, by):
    """Keep new words as the next version of the year; None when they are those that stand.

    ``texts`` are all parts by key. ``seen`` is the mark of the version that the page showed
    ("" where it was the shipped one); raises ``WordingRefused`` when another stands by now.
    """
    document = shipped.document()
    standing = Words.objects.standing(shipped.key, shipped.language, year)
    if seen != (standing.mark if standing else ""):
        raise WordingRefused(stale())
    before = standing.parts if standing else {}
    parts = document.changes(texts)
    if parts == before:
        return None
    is_of_year = standing is not None and standing.year == year
    row = Words(
        letter=shipped.key,
        language=shipped.language,
        year=year,
        version=standing.version + 1 if is_of_year else 1,
        parts=parts,
        written_at=clock.now(),
        written_by=by,
    )
    _keep(row)
    old = document.worded(before)
    changed = [part.key for part in document.parts if texts[part.key] != old[part.key]]
    verb = "reworded" if parts else "words_reset"
    history.record(row, verb, by=by, before=seen, after=row.mark, changed=changed)
    return row


def reset(shipped, year, *, seen, by):
    """Go back to the words that are shipped, as a version of its own; None when they stand."""
    return write(shipped, year, shipped.document().worded({}), seen=seen, by=by)


def _keep(row):
    """Save a version, unless another took its number a moment ago."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise WordingRefused(stale()) from None
