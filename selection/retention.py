"""How long what one member wrote is kept, and the files of pitches that led to nothing (8.1)."""

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from proposals.models import Proposal
from proposals.retention import CAME_TO_NOTHING, YEAR, ended, over_at
from pyp_portal.history.services import record
from pyp_portal.privacy.schedule import Rule, Then
from pyp_portal.uploads.services import let_go
from selection.models import (
    Announcement,
    Exercise,
    Opinion,
    PracticeSheet,
    Remark,
    ScoreSheet,
    SlideDeck,
)
from selection.personal import UNDECIDED
from selection.services.emptying import empty_exercise, empty_judgement, kept_for

SHEETS = "score-sheets"
KEPT = 5 * YEAR


def last_results(call):
    """When the last results of a call were released: the time of all its sheets runs from it."""
    released = Announcement.objects.filter(plan__call=OuterRef(call), released_at__isnull=False)
    return Subquery(released.order_by("-released_at").values("released_at")[:1])


def old_judgements(moment):
    """Decided proposals about which members' words are left, and nothing is under way."""
    here = OuterRef("pk")
    found = Proposal.objects.annotate(results_at=last_results("call"))
    found = found.filter(results_at__lte=moment - KEPT).exclude(state__in=UNDECIDED)
    for rows in kept_for(here):
        found = found.exclude(Exists(rows))
    return found.filter(
        Exists(ScoreSheet.objects.filter(proposal=here, emptied=None))
        | Exists(Remark.objects.filter(proposal=here))
        | Exists(Opinion.objects.filter(proposal=here))
    )


def empty(proposal, by):
    return empty_judgement(proposal, rule=SHEETS, by=by)


def old_practice(moment):
    """Exercises of years whose time is over, with what members gave in them."""
    found = Exercise.objects.annotate(results_at=last_results("plan__call"))
    found = found.filter(results_at__lte=moment - KEPT, closed_at__isnull=False)
    return found.filter(Exists(PracticeSheet.objects.filter(exercise=OuterRef("pk"))))


def old_slides(moment):
    """Slides that are left of proposals that came to nothing."""
    over = ended(moment, KEPT, *CAME_TO_NOTHING)
    left = SlideDeck.objects.filter(slot__proposal__in=over.values("pk")).exclude(file__file="")
    return left.select_related("slot__proposal", "file")


def drop_slides(deck, by):
    """The file goes; its name, size and hash stay, as with all that was attached."""
    gone = let_go(deck.file)
    record(deck, "retention_over", by=by, files=int(gone))
    return {"files": int(gone)}


RULES = (
    Rule(
        SHEETS,
        _("Words that members wrote in score sheets and remarks"),
        _("5 years after the last results of the year; points and seals are kept"),
        Then.DELETE,
        due=old_judgements,
        since=lambda proposal: proposal.results_at,
        act=empty,
    ),
    Rule(
        "practice-sheets",
        _("Points that members gave for practice"),
        _("5 years after the last results of the year"),
        Then.DELETE,
        due=old_practice,
        since=lambda exercise: exercise.results_at,
        act=lambda exercise, by: empty_exercise(exercise, by=by),
    ),
    Rule(
        "pitch-slides",
        _("Slides of proposals that were not selected"),
        _("5 years after the result"),
        Then.DELETE,
        due=old_slides,
        since=lambda deck: over_at(deck.slot.proposal),
        act=drop_slides,
    ),
    Rule(
        "private-notes",
        _("Notes that a member made for nobody else"),
        _("90 days after the last results"),
        Then.DELETE,
        job="delete notes of past years",
    ),
)
