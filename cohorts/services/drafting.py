"""The report while it is typed: kept field by field, and nothing is overwritten unseen."""

from dataclasses import dataclass, field

from django.db import transaction

from cohorts.models import ReportDraft
from cohorts.services.prefilling import blank
from cohorts.services.rounds import lock, why_closed
from proposals.stamps import Sight, Stamp, Verdict, digest, verdict
from pyp_portal import clock, thai

MOST = 4000  # characters that are kept of a field, more than any may hold when it is sent


@dataclass
class Kept:
    """What became of the fields that were sent."""

    version: int = 0
    saved: dict = field(default_factory=dict)  # name to the value that stands now, as sent
    clashes: dict = field(default_factory=dict)  # name to the other value, with its stamp
    refusal: str = ""


def draft_of(round_):
    """What has been typed so far, or None."""
    return ReportDraft.objects.filter(round=round_).select_related("saved_by").first()


def standing(sheet, draft):
    """What stands in each field: what was typed, over what the report begins with."""
    return sheet.values | typed(sheet, draft)


def typed(sheet, draft):
    """What was typed into fields that are still asked for; numbers of other figures are not."""
    if draft is None:
        return {}
    is_same = draft.figures == sheet.figures_key
    return {
        name: value
        for name, value in draft.answers.items()
        if name in sheet.values and (is_same or not name.startswith("indicators-"))
    }


@transaction.atomic
def keep_draft(round_, values, *, by, sight=None):
    """Keep what was sent as far as it may stand; ``Kept`` says what became of each field.

    Words are kept as they were typed, also those that the report could not be sent with.
    """
    sight = sight or Sight()
    round_ = lock(round_)
    closed, sheet = why_closed(round_), blank(round_)
    if closed and are_sent(round_, sheet, values):
        return Kept(saved=values)
    if closed:
        return Kept(refusal=closed)
    draft = draft_of(round_) or ReportDraft(round=round_)
    kept = judged(standing(sheet, draft), draft, values, by, sight)
    changed = {n: v for n, v in kept.saved.items() if v != standing(sheet, draft)[n]}
    if changed:
        write(draft, sheet, changed, by, sight)
    kept.version = draft.version
    return kept


def are_sent(round_, sheet, values):
    """True where the report that was sent says all of this: a save that the sending overtook."""
    known = {name: digest(value) for name, value in sheet.values.items()}
    same = [digest(mended(value)) == known.get(name) for name, value in values.items()]
    return round_.filed is not None and all(same)


def judged(before, draft, values, by, sight, most=MOST):
    """Each field that was sent as it may be kept, or beside the one that stands (``before``)."""
    kept = Kept()
    for name, value in values.items():
        if name not in before or name in sight.yielded:
            continue
        value, stamp = mended(value, most), Stamp.of(draft.stamps.get(name))
        found = verdict(name, value, before[name], stamp, sight, by)
        if found == Verdict.CLASH:
            kept.clashes[name] = (before[name], stamp)
        elif found in (Verdict.WRITE, Verdict.SAME):
            kept.saved[name] = value
    return kept


def mended(value, most=MOST):
    """A value as it is kept: Thai in order, and not without end."""
    if isinstance(value, list):
        return [one[:most] for one in value[:20]]
    return thai.normalise(value)[:most]


def write(draft, sheet, changed, by, sight):
    """Keep what changed, with a new version and stamps."""
    draft.answers = typed(sheet, draft) | changed
    draft.figures = sheet.figures_key
    stamp(draft, changed, by, sight)
    draft.save()


def stamp(draft, names, by, sight):
    """The next version of a draft: by whom, from where and when these fields were changed."""
    draft.version += 1
    draft.saved_at, draft.saved_by = clock.now(), by
    at = draft.saved_at.isoformat()
    for name in names:
        draft.stamps[name] = Stamp(draft.version, by.pk, sight.tab, sight.turn, at).kept()
