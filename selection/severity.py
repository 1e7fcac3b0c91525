"""How strict each judge is, and what is left of a score without it: no database.

The shrunken additive model (selection science, 2.6): score = level + proposal + judge + noise,
proposals, judges and noise drawn around zero with variances that the scores themselves tell.
Henderson's equations give the effects, restricted maximum likelihood by EM the variances.
Proposals are absorbed, so that what is solved is as small as the number of judges.
"""

from dataclasses import dataclass

import numpy as np

ROUNDS, CLOSE = 400, 1e-6
FIRST_SHARES = (0.45, 0.10, 0.45)  # of proposals, judges and noise, before the first round
LEAST_SHARE = 1e-6


@dataclass(frozen=True)
class Variances:
    """How much scores differ by the proposal, by the judge, and by nothing that is known."""

    proposal: float
    judge: float
    noise: float


@dataclass(frozen=True)
class Scores:
    """Sheets as three columns of equal length: which proposal, which judge, what total."""

    proposal: np.ndarray
    judge: np.ndarray
    total: np.ndarray
    proposals: int
    judges: int


class _Sums:
    """What the equations ask of the scores; nothing in it depends on the variances."""

    def __init__(self, scores):
        self.centre = float(scores.total.mean())
        y = scores.total - self.centre
        self.scores, self.count = scores, len(y)
        self.square = float(y @ y)
        self.readers = np.bincount(scores.proposal, minlength=scores.proposals)
        self.given = np.bincount(scores.proposal, y, scores.proposals)
        self.design = np.zeros((scores.proposals, scores.judges + 1))
        self.design[:, 0] = self.readers
        np.add.at(self.design, (scores.proposal, scores.judge + 1), 1.0)
        self._of_judges(scores, y)
        self.sizes = np.unique(self.readers)
        groups = [self.readers == size for size in self.sizes]
        self.members = np.array([group.sum() for group in groups])
        self.cross = np.array([self.design[g].T @ self.design[g] for g in groups])
        self.along = np.array([self.design[g].T @ self.given[g] for g in groups])

    def _of_judges(self, scores, y):
        read = np.bincount(scores.judge, minlength=scores.judges)
        self.normal = np.diag(np.concatenate([[self.count], read]).astype(float))
        self.normal[0, 1:] = self.normal[1:, 0] = read
        self.right = np.concatenate([[y.sum()], np.bincount(scores.judge, y, scores.judges)])


@dataclass(frozen=True)
class Fit:
    """The effects as the model sees them, and how sure it is of them."""

    level: float
    proposals: np.ndarray
    judges: np.ndarray
    variances: Variances
    weight: np.ndarray  # of each proposal's own scores: 1 / (readers + noise / proposal)
    design: np.ndarray
    inverse: np.ndarray  # of the equations of level and judges

    @property
    def adjusted(self):
        """The severity-adjusted mean of each proposal."""
        return self.level + self.proposals

    def deviations(self):
        """The standard deviation of each proposal against the mean of all.

        The level is common to all of them: how unsure it is tells nothing about their order.
        """
        shift = self.weight[:, None] * self.design
        moved, centre, n = shift @ self.inverse, shift.mean(axis=0), len(self.weight)
        own = self.weight + (moved * shift).sum(axis=1)
        common = self.weight / n + moved @ centre
        middle = self.weight.mean() / n + centre @ self.inverse @ centre
        return np.sqrt(np.maximum(self.variances.noise * (own - 2 * common + middle), 0))

    def judge_deviations(self):
        """The standard deviation of each judge's effect."""
        return np.sqrt(self.variances.noise * np.diag(self.inverse)[1:])

    def draws(self, chance, count):
        """So many worlds that fit the scores: adjusted means, a column for each world."""
        noise = np.sqrt(self.variances.noise)
        root = np.linalg.cholesky(self.inverse)
        others = root @ chance.standard_normal((len(root), count))
        own = np.sqrt(self.weight)[:, None] * chance.standard_normal((len(self.weight), count))
        shift = self.weight[:, None] * self.design
        return self.adjusted[:, None] + noise * (own - shift @ others + others[0])


def fit(scores, variances=None):
    """The fit of the model; the variances are found from the scores unless they are given."""
    sums = _Sums(scores)
    if variances is None:
        variances = _found(sums)
    return _solved(sums, variances)


def _solved(sums, variances):
    """Henderson's equations at these variances, the proposals absorbed."""
    weights = 1 / (sums.sizes + variances.noise / variances.proposal)
    left = sums.normal - np.tensordot(weights, sums.cross, 1)
    left[np.diag_indices(len(left))] += np.concatenate(
        [[0], np.full(sums.scores.judges, variances.noise / variances.judge)]
    )
    inverse = np.linalg.inv(left)
    inverse = (inverse + inverse.T) / 2
    effects = inverse @ (sums.right - weights @ sums.along)
    weight = 1 / (sums.readers + variances.noise / variances.proposal)
    return Fit(
        level=sums.centre + effects[0],
        proposals=weight * (sums.given - sums.design @ effects),
        judges=effects[1:],
        variances=variances,
        weight=weight,
        design=sums.design,
        inverse=inverse,
    )


def _found(sums):
    """The variances, by rounds of EM from even shares until they stand still."""
    whole = max(sums.square / max(sums.count - 1, 1), LEAST_SHARE)
    now = np.array(FIRST_SHARES) * whole
    for _round in range(ROUNDS):
        after = np.maximum(_better(sums, Variances(*now)), LEAST_SHARE * whole)
        if np.abs(after - now).max() < CLOSE * whole:
            return Variances(*map(float, after))
        now = after
    return Variances(*map(float, now))


def _better(sums, variances):
    """One round: variances that fit the effects of the last ones."""
    solved = _solved(sums, variances)
    effects = np.concatenate([[solved.level - sums.centre], solved.judges])
    left = sums.square - effects @ sums.right - solved.proposals @ sums.given
    weights = 1 / (sums.sizes + variances.noise / variances.proposal)
    shared = np.tensordot(weights**2, sums.cross, 1)
    unsure = weights @ sums.members + (solved.inverse * shared).sum()
    own = solved.proposals @ solved.proposals + variances.noise * unsure
    strict = solved.judges @ solved.judges + variances.noise * np.trace(solved.inverse[1:, 1:])
    return np.array(
        [own / len(solved.proposals), strict / len(solved.judges), left / max(sums.count - 1, 1)]
    )
