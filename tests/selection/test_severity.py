"""The judge-effect model against known truth: bias found again, and never worse than the mean."""

import numpy as np
import pytest

from selection.severity import Scores, Variances, fit

WORLDS = 60


def world(seed, *, proposals=30, judges=9, readers=5, bias=0.7, noise=1.0):
    """Scores of a known truth: (scores, true quality, true strictness)."""
    chance = np.random.default_rng(seed)
    quality, strict = chance.normal(0, 1, proposals), chance.normal(0, bias, judges)
    proposal = np.repeat(np.arange(proposals), readers)
    judge = np.concatenate(
        [chance.choice(judges, readers, replace=False) for _each in range(proposals)]
    )
    total = 70 + quality[proposal] + strict[judge] + chance.normal(0, noise, len(judge))
    return Scores(proposal, judge, total, proposals, judges), quality, strict


def means(scores):
    return np.bincount(scores.proposal, scores.total) / np.bincount(scores.proposal)


def found_of_the_best(guess, truth, count=9):
    """How many of the truly best are among the guessed best."""
    return len(set(np.argsort(-guess)[:count]) & set(np.argsort(-truth)[:count])) / count


def gain(**design):
    """How much of the true top the model finds beyond the plain mean, over many worlds."""
    gains = []
    for seed in range(WORLDS):
        scores, quality, _strict = world(seed, **design)
        model = found_of_the_best(fit(scores).adjusted, quality)
        gains.append(model - found_of_the_best(means(scores), quality))
    return np.mean(gains)


def test_strictness_is_found_again():
    scores, _quality, strict = world(1, proposals=60, readers=9, noise=0.5)

    judged = fit(scores)

    assert np.abs(judged.judges - (strict - strict.mean())).max() < 0.35
    assert judged.judges.sum() == pytest.approx(0, abs=1e-6)


def test_variances_are_found_again():
    scores, _quality, _strict = world(2, proposals=400, judges=60, readers=6, noise=1.5)

    found = fit(scores).variances

    assert (found.proposal, found.judge, found.noise) == pytest.approx((1, 0.49, 2.25), rel=0.25)


def test_where_judges_differ_more_of_the_best_are_found():
    assert gain(bias=1.0, readers=3) > 0.01


def test_where_judges_do_not_differ_nothing_is_lost_beyond_noise():
    assert gain(bias=0.0, readers=3) > -0.01


def test_judges_that_read_little_are_hardly_corrected():
    assert gain(judges=20, readers=2, bias=0.7) > -0.015


def test_a_recused_strict_judge_gives_no_advantage():
    """All are equally good; the ninth judge is 15 points stricter and steps aside from one."""
    chance = np.random.default_rng(3)
    pairs = [(p, j) for p in range(30) for j in range(9) if (p, j) != (0, 8)]
    proposal, judge = map(np.array, zip(*pairs, strict=True))
    total = 70.0 - 15 * (judge == 8) + chance.normal(0, 1, len(pairs))
    scores = Scores(proposal, judge, total, 30, 9)

    raw, adjusted = means(scores), fit(scores).adjusted

    assert raw[0] - np.delete(raw, 0).mean() > 1
    assert abs(adjusted[0] - np.delete(adjusted, 0).mean()) < 0.3


def dense(scores, variances):
    """Henderson's equations written out whole: effects and the inverse."""
    rows, p = np.arange(len(scores.total)), scores.proposals
    design = np.zeros((len(rows), 1 + p + scores.judges))
    design[:, 0] = 1
    design[rows, 1 + scores.proposal] = 1
    design[rows, 1 + p + scores.judge] = 1
    ridge = np.zeros(design.shape[1])
    ridge[1 : 1 + p] = variances.noise / variances.proposal
    ridge[1 + p :] = variances.noise / variances.judge
    inverse = np.linalg.inv(design.T @ design + np.diag(ridge))
    return inverse @ design.T @ scores.total, variances.noise * inverse


@pytest.mark.parametrize("readers", [1, 3])
def test_it_agrees_exactly_with_a_direct_solve(readers):
    scores, _quality, _strict = world(4, proposals=12, judges=5, readers=readers)
    variances = Variances(1.3, 0.6, 0.9)

    judged, (effects, covariance) = fit(scores, variances), dense(scores, variances)

    assert judged.level == pytest.approx(effects[0])
    assert judged.proposals == pytest.approx(effects[1:13])
    assert judged.judges == pytest.approx(effects[13:])
    assert judged.judge_deviations() ** 2 == pytest.approx(np.diag(covariance)[13:])
    centred = np.eye(12) - 1 / 12
    against_mean = np.diag(centred @ covariance[1:13, 1:13] @ centred)
    assert judged.deviations() ** 2 == pytest.approx(against_mean)


def test_drawn_worlds_scatter_as_the_equations_say():
    scores, _quality, _strict = world(5, proposals=8, judges=4, readers=3)
    variances = Variances(1.0, 0.5, 1.0)
    judged, (_effects, covariance) = fit(scores, variances), dense(scores, variances)

    worlds = judged.draws(np.random.default_rng(6), 20_000)

    level = np.hstack([np.ones((8, 1)), np.eye(8)])
    expected = level @ covariance[:9, :9] @ level.T
    assert worlds.mean(axis=1) == pytest.approx(judged.adjusted, abs=0.05)
    assert np.cov(worlds) == pytest.approx(expected, abs=0.05)


def test_equal_scores_stay_equal():
    scores, _quality, _strict = world(7)
    same = Scores(scores.proposal, scores.judge, np.full(len(scores.total), 80.0), 30, 9)

    assert fit(same).adjusted == pytest.approx(np.full(30, 80.0))


def test_what_is_added_to_all_scores_is_added_to_all_estimates():
    scores, _quality, _strict = world(8)
    higher = Scores(scores.proposal, scores.judge, scores.total + 10, 30, 9)

    assert fit(higher).adjusted == pytest.approx(fit(scores).adjusted + 10)
