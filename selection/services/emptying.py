"""Take the words of members out of what they wrote, once its time is over (section 8.1).

Points, totals, seals and who judged when stay, and every seal can still be verified: where
words stood, a kept version has their hash (decision 52).
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from proposals.models import Enquiry, Proposal
from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.models import Event
from pyp_portal.history.services import erase_all, record
from pyp_portal.papers import emptying as papers
from selection import sealed_table
from selection.models import (
    Challenge,
    Emptied,
    LetterText,
    Opinion,
    Remark,
    Reopening,
    Score,
    ScoreSheet,
    SheetVersion,
    TypedSheet,
)

OPEN_REOPENING = Q(answered_at=None) | Q(is_granted=True, done_at=None)


def kept_for(proposal):
    """What is still under way about a proposal, as querysets: then nothing is removed."""
    return (
        Enquiry.objects.waiting().filter(proposal=proposal),
        Reopening.objects.filter(OPEN_REOPENING, sheet__proposal=proposal),
        Challenge.objects.filter(proposal=proposal, decided_at=None),
    )


@transaction.atomic
def empty_judgement(proposal, *, rule, by):
    """Remove what members wrote about one proposal, all or nothing: {what: how many}.

    Whoever would change a sheet meanwhile waits and is refused then. Raises ``Refused`` while
    a question, a reopening or a challenge about it is open, or a document of it is being made.
    """
    Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    held = ScoreSheet.objects.select_for_update(of=("self",)).filter(proposal=proposal)
    sheets = list(held.filter(emptied=None).order_by("pk"))
    if any(found.exists() for found in kept_for(proposal.pk)):
        raise Refused(_("Something about this proposal is still under way."))
    try:
        files = papers.empty_about(sheets, rule=rule, by=by)
    except papers.InTheMaking as busy:
        raise Refused(busy.sentence) from None
    _write_down(sheets, rule, by)
    _silence(sheets)
    said = Remark.objects.filter(proposal=proposal).delete()[0]
    said += Opinion.objects.filter(proposal=proposal).delete()[0]
    LetterText.objects.filter(item__proposal=proposal, approved_at=None).delete()
    return {"sheets": len(sheets), "files": files, "remarks": said}


def _write_down(sheets, rule, by):
    """What the database asks for before it lets a word go, and what the history tells."""
    now = clock.now()
    rows = [Emptied(sheet=one, rule=rule, at=now, by=by) for one in sheets]
    Emptied.objects.bulk_create(rows)
    own_words = Event.objects.filter(
        record_type=ScoreSheet._meta.label_lower,
        record_id__in=[str(one.pk) for one in sheets],
        verb="abstained",
        detail__erased_at=None,
    )
    erase_all(own_words.exclude(detail__reason="").select_related("detail"), by=by, reason=rule)
    for one in sheets:
        record(one, "words removed", by=by, rule=rule)


def _silence(sheets):
    keys = [one.pk for one in sheets]
    Score.objects.filter(sheet__in=keys).exclude(comment="").update(comment="")
    silent = {"strength_th": "", "advice_th": "", "abstain_reason": "", "stamps": {}}
    ScoreSheet.objects.filter(pk__in=keys).update(**silent)
    for version in SheetVersion.objects.filter(sheet__in=keys):
        version.content = sealed_table.without_words(version.content)
        version.save(update_fields=["content"])
    for typed in TypedSheet.objects.filter(sheet__in=keys):
        typed.first, typed.second = _points_only(typed.first), _points_only(typed.second)
        typed.save(update_fields=["first", "second"])


def _points_only(entry):
    """What was typed in from paper, without the words."""
    return entry and {"points": entry["points"], "comments": {}, "strength": "", "advice": ""}


@transaction.atomic
def empty_exercise(exercise, *, by):
    """Remove the points that members gave for practice; what they agreed on stays."""
    gone = exercise.sheets.all().delete()[0]
    record(exercise, "practice removed", by=by, sheets=gone)
    return {"sheets": gone}
