"""What an applicant learns after the announcement: means and merged comments, never a name."""

from dataclasses import dataclass

from selection import scoring
from selection.kinds import Feedback, Stage
from selection.models import AnnouncementItem, Criterion, ScoreSheet
from selection.services.board import counted_points


@dataclass(frozen=True)
class Answer:
    """The result of one proposal as its applicant may read it."""

    item: object
    means: list  # pairs of criterion and mean
    strengths: list
    advice: list


def latest_item(proposal):
    """The last released result of a proposal, or None."""
    released = AnnouncementItem.objects.filter(
        proposal=proposal, announcement__released_at__isnull=False
    )
    return released.select_related("announcement", "resolution").last()


def for_applicant(proposal):
    """The released result with its feedback, or None while nothing is released."""
    item = latest_item(proposal)
    return feedback(item) if item else None


def feedback(item):
    """Means of the criteria where the plan gives them, and the comments of all, merged."""
    plan = item.announcement.plan
    sheets = ScoreSheet.objects.counted().filter(proposal=item.proposal, stage=Stage.DOC)
    texts = list(sheets.values_list("strength_th", "advice_th"))
    return Answer(
        item=item,
        means=_means(plan, item.proposal) if plan.feedback == Feedback.MEANS else [],
        strengths=_merged(strength for strength, _advice in texts),
        advice=_merged(advice for _strength, advice in texts),
    )


def _merged(texts):
    """Each text once, in an order that tells nothing about who wrote it."""
    return sorted({text.strip() for text in texts if text.strip()})


def _means(plan, proposal):
    points = counted_points([proposal])
    sheets = [sheet for found in points.values() for sheet in found]
    # The mean of a single sheet would be one judge's value.
    many = {stage for (_proposal, stage), found in points.items() if len(found) > 1}
    means = scoring.criterion_means(sheets)
    criteria = Criterion.objects.filter(rubric__plan=plan, rubric__stage__in=many)
    criteria = criteria.select_related("rubric").order_by("rubric", "position")
    return [(c, scoring.rounded(means[c.code])) for c in criteria if c.code in means]
