"""Where things are drawn: places in SVG pictures, no colours, no words."""

from dataclasses import dataclass

LEFT, RIGHT = 40, 100  # of the axis of scores
WIDTH = 300  # of an interval's picture
SIDE = 320  # of a scatter's picture
AXIS = tuple(range(LEFT, RIGHT, 10))


@dataclass(frozen=True)
class Interval:
    """A bar with a dot, in a picture 300 wide."""

    start: float
    width: float
    dot: float


def along(score, width=WIDTH):
    """How far right a score stands; what is below the axis stands at its beginning."""
    share = (float(score) - LEFT) / (RIGHT - LEFT)
    return round(width * min(max(share, 0), 1), 1)


def interval(low, middle, high):
    """The bar from low to high, the dot between."""
    start, end = along(low), along(high)
    return Interval(start, round(max(end - start, 2), 1), along(middle))


def point(across, up):
    """A pair of scores in a square picture whose zero is at the top left."""
    return along(across, SIDE), round(SIDE - along(up, SIDE), 1)
