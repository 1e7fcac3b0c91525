"""What an applicant learns after the announcement: means and approved words, never a name."""

from collections import Counter
from dataclasses import dataclass

from selection import scoring, wording
from selection.kinds import Feedback, Outcome, Stage
from selection.models import AnnouncementItem, Criterion
from selection.services import letters
from selection.services.board import counted_points

# Decided without a pitch: what is pitched after such a result is no part of it.
WITHOUT_PITCH = frozenset({Outcome.SHORTLISTED, Outcome.NOT_SHORTLISTED, Outcome.NO_SHOW})


@dataclass(frozen=True)
class Answer:
    """The result of one proposal as its applicant may read it."""

    item: object
    means: list  # pairs of criterion and mean
    strengths: list
    advice: list

    @property
    def expects_means(self):
        """True where the year tells means, as soon as enough sheets count."""
        return self.item.announcement.plan.feedback == Feedback.MEANS


def latest_item(proposal):
    """The last released result of a proposal, or None."""
    released = AnnouncementItem.objects.filter(
        proposal=proposal, announcement__released_at__isnull=False
    )
    return released.select_related("announcement__plan", "resolution", "slot", "letter").last()


def for_applicant(proposal):
    """The released result with its feedback, or None while nothing is released."""
    item = latest_item(proposal)
    return feedback(item) if item else None


def feedback(item):
    """Means of the criteria where the plan gives them, and the words of the letter."""
    plan = item.announcement.plan
    strengths, advice = _words(item, plan)
    means = _means(plan, item) if plan.feedback == Feedback.MEANS else []
    return Answer(item=item, means=means, strengths=strengths, advice=advice)


def stages_of(item):
    """What this result rests on: points of a pitch that comes later are told with the next one."""
    return (Stage.DOC,) if item.outcome in WITHOUT_PITCH else tuple(Stage)


def _words(item, plan):
    """The approved words; where the year asks for none, the comments in which nothing leaks."""
    letter = getattr(item, "letter", None)
    if letter and letter.is_approved:
        return letter.strengths, letter.advice
    if plan.approved_letters:
        return [], []
    people = letters.judges_of(plan)
    said = letters.comments_of([item.proposal_id], stages_of(item))
    both = said.get(item.proposal_id, ([], []))
    return tuple([text for text in texts if wording.is_clean(text, people)] for texts in both)


def _means(plan, item):
    """The means over enough sheets: that of one sheet would be one judge's value."""
    found = counted_points([item.proposal])
    means = {}
    for stage in stages_of(item):
        sheets = found.get((item.proposal_id, stage), [])
        given = Counter(code for sheet in sheets for code in sheet)
        told = {code for code, count in given.items() if count >= plan.means_from}
        means |= {c: v for c, v in scoring.criterion_means(sheets).items() if c in told}
    criteria = Criterion.objects.filter(rubric__plan=plan).select_related("rubric")
    ordered = criteria.order_by("rubric", "position")
    return [(c, scoring.rounded(means[c.code])) for c in ordered if c.code in means]
