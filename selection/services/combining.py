"""Combine the orders of the members: Schulze's method, and Plackett-Luce beside it as a check.

Only the worker loads this: the statistics behind it are heavy.
"""

import choix
import numpy
from django.db import transaction

from pyp_portal.history.services import record
from selection import preferences, sealed_table
from selection.models import Ranking
from selection.services.holding import hold

PULL = 0.1  # towards equal strength, so that few ballots do not decide everything


def strengths(ballots, keys):
    """{key: share between 0 and 1} of the Plackett-Luce model: the chance to be put first."""
    place = {key: number for number, key in enumerate(keys)}
    data = [[place[key] for key in ballot] for ballot in ballots]
    weights = numpy.exp(choix.ilsr_rankings(len(keys), data, alpha=PULL))
    shares = weights / weights.sum()
    return {key: f"{shares[place[key]]:.4f}" for key in keys}


def combined(ballots, keys):
    """All that the page shows, from the ballots alone."""
    keys = sorted(keys)
    wins = preferences.pairwise(ballots, keys)
    paths = preferences.strongest_paths(wins, keys)
    groups = preferences.schulze(wins, keys)
    shares = strengths(ballots, keys)
    by_share = sorted(keys, key=lambda key: (-float(shares[key]), key))
    return {
        "ballots": sorted(ballots),
        "wins": _rows(wins, keys),
        "paths": _rows(paths, keys),
        "groups": groups,
        "strengths": shares,
        "by_strength": by_share,
        "agree": _agree(groups, by_share),
        "uncompared": preferences.uncompared(wins, keys),
    }


def _rows(pairs, keys):
    """A matrix with keys in both directions; nothing stands against itself."""
    return {a: {b: pairs[a, b] for b in keys if b != a} for a in keys}


def _agree(groups, order):
    """True where the second order nowhere puts a lower group before a higher one."""
    level = {key: number for number, group in enumerate(groups) for key in group}
    levels = [level[key] for key in order]
    return levels == sorted(levels)


@transaction.atomic
def combine(ranking):
    """Compute and keep the result of a closed ranking; the ballots in it bear no name.

    Once: whoever comes second finds the result that stands.
    """
    ranking = hold(ranking)
    if ranking.result:
        return ranking
    codes = dict(ranking.proposals.values_list("pk", "code"))
    ballots = [[codes[pk] for pk in ballot.order] for ballot in ranking.ballots.all()]
    ranking.result = combined(ballots, list(codes.values()))
    ranking.result_sha256 = sealed_table.digest(sealed_table.canonical(ranking.result))
    ranking.save(update_fields=["result", "result_sha256"])
    record(ranking, "combined", sha256=ranking.result_sha256)
    return ranking


def combine_waiting():
    """Every closed ranking that has no result yet."""
    waiting = Ranking.objects.filter(closed_at__isnull=False, result__isnull=True)
    return [combine(ranking) for ranking in waiting]
