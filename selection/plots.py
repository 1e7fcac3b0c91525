"""Where things are drawn: places in SVG pictures, no colours, no words."""

from dataclasses import dataclass

LEFT, RIGHT = 50, 100  # of the axis of intervals
WIDTH = 300  # of an interval's picture
LOWEST = 40  # of both axes of a scatter
SIDE = 320  # of a scatter's picture
AXIS = tuple(range(LEFT, RIGHT, 10))


@dataclass(frozen=True)
class Interval:
    """A bar with a dot, in a picture 300 wide."""

    start: float
    width: float
    dot: float


def along(score, width=WIDTH, left=LEFT):
    """How far right a score stands; what is below the axis stands at its beginning."""
    share = (float(score) - left) / (RIGHT - left)
    return round(width * min(max(share, 0), 1), 1)


def interval(low, middle, high):
    """The bar from low to high, the dot between."""
    start, end = along(low), along(high)
    return Interval(start, round(max(end - start, 2), 1), along(middle))


def point(across, up):
    """A pair of scores in a square picture whose zero is at the top left."""
    return along(across, SIDE, LOWEST), round(SIDE - along(up, SIDE, LOWEST), 1)


EFFECT = 15  # points of strictness to each side
HALF = WIDTH / 2


def effect(low, middle, high):
    """The bar of a judge's strictness, zero in the middle of the picture."""
    start, end, dot = (_beside(value) for value in (low, high, middle))
    return Interval(start, round(max(end - start, 2), 1), dot)


def _beside(points):
    return round(HALF + HALF * min(max(points / EFFECT, -1), 1), 1)
