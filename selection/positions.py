"""Does it help to pitch late? The slope of the points on the place in the order, with its interval.

Ratings tend to rise with the position; the order is drawn by lot so that this hits nobody on
purpose, and the slope is printed so that everybody can see how large it was. Nothing is corrected.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

LEAST = 4  # pitches below which a line through them says nothing
# Two-sided 95 % of Student's t by degrees of freedom from 1 on; beyond the table by expansion.
T95 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
)  # fmt: skip
Z95 = 1.959964


@dataclass(frozen=True)
class Effect:
    """Points of 100 that each later place adds, between which bounds, from how many pitches."""

    slope: float
    low: float
    high: float
    pitches: int

    @property
    def is_clear(self):
        """True where the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def whole(self):
        """The difference between the first place and the last."""
        return self.slope * (self.pitches - 1)


def t95(degrees):
    """The 97.5 % point of Student's t."""
    if degrees <= len(T95):
        return T95[degrees - 1]
    first = (Z95**3 + Z95) / 4
    second = (5 * Z95**5 + 16 * Z95**3 + 3 * Z95) / 96
    return Z95 + first / degrees + second / degrees**2


def effect(totals):
    """The effect of the position, or None of fewer than four pitches.

    ``totals`` are (place, judge, total). Each judge is measured against their own mean, so
    that who scored what does not tilt the line; then one value a pitch, and a line through them.
    """
    places, means = _means(list(totals))
    if len(places) < LEAST:
        return None
    return line(places, means)


def _means(rows):
    """Places, and for each the mean of what its judges gave above their own mean."""
    by_judge = {}
    for _place, judge, total in rows:
        by_judge.setdefault(judge, []).append(float(total))
    usual = {judge: sum(given) / len(given) for judge, given in by_judge.items()}
    by_place = {}
    for place, judge, total in rows:
        by_place.setdefault(place, []).append(float(total) - usual[judge])
    places = sorted(by_place)
    return places, [sum(by_place[place]) / len(by_place[place]) for place in places]


def line(x, y):
    """Least squares through points: the slope and its 95 % interval."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    away = x - x.mean()
    spread = float(away @ away)
    slope = float(away @ y) / spread
    rest = y - y.mean() - slope * away
    degrees = len(x) - 2
    half = t95(degrees) * sqrt(float(rest @ rest) / degrees / spread)
    return Effect(slope, slope - half, slope + half, len(x))
