"""One page of the board: finals of all from sums, everything else for the rows shown only.

Finals and their order stand until something happens: they are kept in the process under the
mark of the history, to which every verb adds with what it changes.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Sum

from pyp_portal.history import place
from selection import scoring
from selection.kinds import Stage
from selection.models import ScoreSheet
from selection.services.board import (
    Row,
    pitch_quorums,
    recused_counts,
    rules_of,
    standings,
    with_cut,
)
from selection.services.board import progress as progress_now

PAGE = 50


@dataclass(frozen=True)
class Page:
    """Rows of a page, figures of all, and where the next page begins.

    ``progress`` is (submitted, asked for) sheets of the year, for those who run the review.
    """

    rows: list
    ranked: int
    passed: int
    progress: tuple
    next_key: int | None


def finals(plan, rules, needed):
    """{proposal id: final score to two decimals, or None} of the year, from sums of totals."""
    pool = plan.proposals()
    sums = {
        (proposal, stage): (count, total)
        for proposal, stage, count, total in ScoreSheet.objects.counted()
        .filter(proposal__in=pool)
        .order_by()
        .values_list("proposal", "stage")
        .annotate(count=Count("pk"), sum=Sum("total"))
    }
    return {
        proposal: _final(proposal, sums, needed, rules)
        for proposal in sorted(pool.order_by().values_list("pk", flat=True))
    }


def _final(proposal, sums, needed, rules):
    doc = scoring.mean_of_sum(*sums.get((proposal, Stage.DOC), (0, 0)), rules.min_doc)
    pitch = None
    if proposal in needed:
        pitch = scoring.mean_of_sum(*sums.get((proposal, Stage.PITCH), (0, 0)), needed[proposal])
    return scoring.rounded(scoring.final_score(doc, pitch, rules))


@dataclass(frozen=True)
class Order:
    """All proposals of a year by their finals, those without one at the end."""

    rules: scoring.Rules
    needed: dict
    found: dict
    scored: list
    keys: list
    passed: int
    progress: tuple


def order_of(plan):
    """The order as it stands, counted again once anything has happened."""
    last, writers = place.mark()
    return _kept_order(plan, last, writers) if last else _order(plan)


@lru_cache(maxsize=4)
def _kept_order(plan, last, writers):
    """The order as it stands under this mark of the history."""
    return _order(plan)


def _order(plan):
    rules, needed = rules_of(plan), pitch_quorums(plan, plan.proposals())
    found = finals(plan, rules, needed)
    scored = sorted((pk for pk in found if found[pk] is not None), key=lambda pk: -found[pk])
    return Order(
        rules=rules,
        needed=needed,
        found=found,
        scored=scored,
        keys=scored + [pk for pk in found if found[pk] is None],
        passed=sum(found[pk] >= plan.pass_mark for pk in scored),
        progress=progress_now(plan),
    )


def progress(plan):
    """(submitted, asked for) sheets of the year, for those who run the review."""
    return order_of(plan).progress


def board_page(plan, user, after=0):
    """The rows after a place; ranks come from all proposals, whoever looks."""
    whole = order_of(plan)
    found, scored, order = whole.found, whole.scored, whole.keys
    first, last = _whole_ties(order[after : after + PAGE], scored, found, after)
    proposals = list(plan.call.proposals.filter(pk__in=order[first:last]).for_list())
    standing = _ranked(standings(plan, proposals, whole.rules, whole.needed), first)
    shown = standing[after - first : after - first + PAGE]
    more = after + PAGE
    return Page(
        rows=with_cut(_rows(plan, user, shown), plan.max_selected),
        ranked=len(scored),
        passed=whole.passed,
        progress=whole.progress,
        next_key=more if more < len(order) else None,
    )


def _whole_ties(page, scored, found, after):
    """The stretch that holds this page and whoever has the same final as its ends."""
    first, last = after, after + len(page)
    falling = [-found[pk] for pk in scored]
    inside = [pk for pk in page if found[pk] is not None]
    if inside:
        first = bisect_left(falling, -found[inside[0]])
        last = max(last, bisect_right(falling, -found[inside[-1]]))
    return first, last


def _ranked(stretch, before):
    """Standings of a stretch with their ranks among all."""
    return [scoring.placed(s, before + s.rank, s.is_tied) if s.rank else s for s in stretch]


def _rows(plan, user, shown):
    proposals = [standing.key for standing in shown]
    open_ones = plan.call.proposals.filter(pk__in=[p.pk for p in proposals]).visible_to(user)
    visible = set(open_ones.values_list("pk", flat=True))
    aside = recused_counts(proposals)
    return [
        Row(standing.key, standing, aside.get(standing.key.pk, 0))
        for standing in shown
        if standing.key.pk in visible
    ]
