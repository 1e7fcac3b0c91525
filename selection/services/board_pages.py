"""One page of the board: finals of all from sums, everything else for the rows shown only.

Finals and standings stand until something happens: they are kept in the process under the
mark of the history, to which every verb adds with what it changes.
"""

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from django.db.models import Count, Sum

from pyp_portal.history import place
from selection import scoring
from selection.kinds import Stage
from selection.models import ScoreSheet
from selection.services.board import keyed, pitch_quorums, rules_of, standings_by_id
from selection.services.board import progress as progress_now
from selection.services.board_rows import among, rows_of, with_cut, with_heads
from selection.services.estimates import grey_of, latest

PAGE = 50
WHOLE = 150  # a year of so many proposals stands on one page


@dataclass(frozen=True)
class Page:
    """Rows of a page, figures of all that the person may read, and where the next page begins.

    ``progress`` is (submitted, asked for) sheets of the year, for those who run the review.
    """

    rows: list
    ranked: int
    passed: int
    progress: tuple
    next_key: int | None
    analysis: object
    grey: int
    is_stale: bool
    is_partial: bool
    drawn: dict = field(default_factory=dict)  # what was made of the rows, as long as they stand


@dataclass(frozen=True)
class Order:
    """All proposals of a year by their finals, those without one at the end."""

    rules: scoring.Rules
    needed: dict
    means: dict  # of the documents and of the pitch, as far as there are sheets enough
    found: dict
    scored: list
    keys: list
    progress: tuple
    scored_sheets: int
    mark: str

    @property
    def size(self):
        """How many stand on a page."""
        return max(len(self.keys), 1) if len(self.keys) <= WHOLE else PAGE


def order_of(plan):
    """The order as it stands, counted again once anything has happened."""
    return _kept(place.mark(), fresh_order, plan)


def _kept(mark, count, *facts):
    """What ``count`` says of these facts, as long as the mark of the history stands."""
    last, writers = mark
    return _remembered(count, facts, last, writers) if last else count(*facts)


@lru_cache(maxsize=32)
def _remembered(count, facts, last, writers):
    """What was counted under this mark of the history."""
    return count(*facts)


def fresh_order(plan):
    """The order, counted now."""
    rules, needed = rules_of(plan), pitch_quorums(plan, plan.proposals())
    sums = _sums(plan)
    means = stage_means(plan, sums, rules, needed)
    found = {pk: scoring.rounded(scoring.final_score(*pair, rules)) for pk, pair in means.items()}
    scored = sorted((pk for pk in found if found[pk] is not None), key=lambda pk: -found[pk])
    unscored = sorted((pk for pk in found if found[pk] is None), key=partial(_by_documents, means))
    return Order(
        rules=rules,
        needed=needed,
        means=means,
        found=found,
        scored=scored,
        keys=scored + unscored,
        progress=progress_now(plan),
        scored_sheets=sum(count for count, _total in sums.values()),
        mark=_mark(plan, rules, needed, sums),
    )


def _by_documents(means, proposal):
    return scoring.documents_key(scoring.rounded(means[proposal][0]))


def _sums(plan):
    """{(proposal id, stage): (sheets, sum of totals)} of the counted sheets."""
    counted = ScoreSheet.objects.counted().filter(proposal__in=plan.proposals()).order_by()
    sums = counted.values_list("proposal", "stage").annotate(count=Count("pk"), sum=Sum("total"))
    return {(proposal, stage): (count, total) for proposal, stage, count, total in sums}


def _mark(plan, rules, needed, sums):
    """What changes whenever the order or the analysis may."""
    shares = (rules.holds_pitch, rules.doc_share, rules.pitch_share)
    limits = (rules.min_doc, sorted(needed.items()), plan.max_selected)
    ties = plan.tie_breaks.filter(settled_at__isnull=False).order_by("pk")
    settled = list(ties.values_list("pk", flat=True))
    said = f"{sorted(rules.weights.items())} {shares} {limits} {settled} {sorted(sums.items())}"
    return hashlib.sha256(said.encode()).hexdigest()


def stage_means(plan, sums, rules, needed):
    """{proposal id: exact means of documents and pitch, or None} of the year, from sums."""
    ids = plan.proposals().order_by().values_list("pk", flat=True)
    return {proposal: _means(proposal, sums, needed, rules) for proposal in sorted(ids)}


def _means(proposal, sums, needed, rules):
    doc = scoring.mean_of_sum(*sums.get((proposal, Stage.DOC), (0, 0)), rules.min_doc)
    pitch = None
    if proposal in needed:
        pitch = scoring.mean_of_sum(*sums.get((proposal, Stage.PITCH), (0, 0)), needed[proposal])
    return doc, pitch


def progress(plan, user):
    """(submitted, asked for) sheets of the year, of the proposals that this person may read."""
    hidden = hidden_from(plan, user)
    return progress_now(plan, hidden) if hidden else order_of(plan).progress


def hidden_from(plan, user):
    """The ids of proposals of the year that this person may not read."""
    seen = plan.proposals().visible_to(user).order_by().values("pk")
    return frozenset(plan.proposals().exclude(pk__in=seen).order_by().values_list("pk", flat=True))


def closed_to(plan, user):
    """The ids of proposals of the year that are closed to this person, as it is now."""
    shut = user.accesses.filter(kind="closed", proposal__call=plan.call_id)
    return frozenset(shut.values_list("proposal", flat=True))


def board_page(plan, user, after=0):
    """The rows after a place; scores come from all sheets, ranks are among what is readable.

    To whom nothing is hidden the page is the same, so that it is made once under each mark.
    """
    mark, newest = place.mark(), latest(plan)
    hidden = _kept(mark, hidden_from, plan, user) | closed_to(plan, user)
    if hidden:
        seen = plan.call.proposals.visible_to(user)
        page = _page(plan, after, mark, newest, seen, hidden)
    else:
        page = _kept(mark, _open_page, plan, after, mark, newest)
    return replace(page, analysis=newest, is_stale=_is_stale(plan, mark, newest))


def _is_stale(plan, mark, newest):
    """True when scores have changed since the newest analysis."""
    return newest is not None and newest.standing != _kept(mark, fresh_order, plan).mark


def _open_page(plan, after, mark, newest):
    return _page(plan, after, mark, newest, plan.call.proposals.all(), frozenset())


def _page(plan, after, mark, newest, seen, hidden):
    whole = _kept(mark, fresh_order, plan)
    first, last = _whole_ties(whole, after)
    standing = _kept(mark, _stretch, plan, first, last, mark)
    rows = _rows(seen, standing[after - first : after - first + whole.size], newest)
    rows = among(rows, _hidden_ranks(whole, standing, first, hidden))
    readable, more = [pk for pk in whole.scored if pk not in hidden], after + whole.size
    return Page(
        rows=with_heads(with_cut(rows, plan.max_selected)),
        ranked=len(readable),
        passed=sum(whole.found[pk] >= plan.pass_mark for pk in readable),
        progress=progress_now(plan, hidden) if hidden else whole.progress,
        next_key=more if more < len(whole.keys) else None,
        analysis=newest,
        grey=grey_of(newest, hidden),
        is_stale=False,
        is_partial=bool(hidden),
    )


def _whole_ties(whole, after):
    """The stretch that holds this page and whoever has the same final as its ends."""
    page = whole.keys[after : after + whole.size]
    first, last = after, after + len(page)
    falling = [-whole.found[pk] for pk in whole.scored]
    inside = [pk for pk in page if whole.found[pk] is not None]
    if inside:
        first = bisect_left(falling, -whole.found[inside[0]])
        last = max(last, bisect_right(falling, -whole.found[inside[-1]]))
    return first, last


def _stretch(plan, first, last, mark):
    """Standings of a stretch of the order, with their ranks among all."""
    whole = _kept(mark, fresh_order, plan)
    found = standings_by_id(plan, whole.keys[first:last], whole.rules, whole.needed)
    return [scoring.placed(s, first + s.rank, s.is_tied) if s.rank else s for s in found]


def _hidden_ranks(whole, standing, first, hidden):
    """The ranks of hidden proposals, as far as they stand before or among these."""
    before = [0 for pk in whole.scored[:first] if pk in hidden]
    return before + [s.rank for s in standing if s.rank and s.key in hidden]


def _rows(seen, shown, newest):
    readable = seen.filter(pk__in=[standing.key for standing in shown]).for_list()
    proposals = {proposal.pk: proposal for proposal in readable}
    found = [keyed(s, proposals[s.key]) for s in shown if s.key in proposals]
    return rows_of(found, proposals.keys(), newest)
