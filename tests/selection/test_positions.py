"""The effect of the position, against truth that is known."""

import numpy as np
import pytest

from selection import positions


def scored(slope, places=12, judges=6, noise=0.0, seed=0):
    """(place, judge, total) with this slope, judges of different severity, and noise."""
    rng = np.random.default_rng(seed)
    severity = rng.normal(0, 8, judges)
    quality = rng.normal(0, noise, places)
    return [
        (place + 1, judge, 70 + severity[judge] + slope * place + quality[place])
        for place in range(places)
        for judge in range(judges)
    ]


def test_a_line_without_noise_is_found_exactly():
    found = positions.effect(scored(0.8))

    assert [found.slope, found.low, found.high] == pytest.approx([0.8] * 3)
    assert (found.is_clear, found.pitches) == (True, 12)
    assert found.whole == pytest.approx(8.8)


def test_a_harsh_judge_who_misses_the_last_pitches_tilts_nothing():
    rows = scored(0.0)
    rows += [(place, "harsh", 30.0) for place in range(1, 7)]

    found = positions.effect(rows)

    assert found.slope == pytest.approx(0)


def test_the_interval_holds_the_truth_about_95_times_in_100():
    found = [positions.effect(scored(0.5, noise=6.0, seed=seed)) for seed in range(400)]

    inside = sum(one.low <= 0.5 <= one.high for one in found)
    assert 0.92 <= inside / 400 <= 0.98
    assert np.mean([one.slope for one in found]) == pytest.approx(0.5, abs=0.1)


def test_no_slope_is_seldom_called_clear():
    found = [positions.effect(scored(0.0, noise=6.0, seed=seed)) for seed in range(400)]

    assert sum(one.is_clear for one in found) / 400 <= 0.08


def test_the_line_is_that_of_numpy():
    x, y = [1, 2, 3, 5, 8], [2.0, 1.0, 4.0, 3.5, 9.0]

    assert positions.line(x, y).slope == pytest.approx(np.polyfit(x, y, 1)[0])


@pytest.mark.parametrize("places", [0, 1, 3])
def test_too_few_pitches_say_nothing(places):
    assert positions.effect(scored(1.0, places=places)) is None


def test_the_table_and_its_continuation_meet():
    assert [positions.t95(1), positions.t95(20)] == [12.706, 2.086]
    assert positions.t95(21) == pytest.approx(2.080, abs=0.001)
    assert positions.t95(1000) == pytest.approx(1.962, abs=0.001)
