"""Which of two rows of numbers goes with the other: rank correlation with its interval (pure)."""

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import StatisticsError, correlation

Z95 = 1.959964
SMALL = 20  # below this many issues a link says little
FEWEST = 5  # below this many no interval can be told


@dataclass(frozen=True)
class Link:
    """Spearman's correlation between -1 and 1 with a 95 % interval; None: nothing can be told."""

    n: int
    rho: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_sure(self):
        """True where the interval leaves out zero."""
        return self.low is not None and (self.low > 0 or self.high < 0)

    @property
    def is_small(self):
        return self.n < SMALL


def ranks(values):
    """The rank of each value from 1 on; equal values share the mean of their ranks."""
    ordered = sorted(values)
    first = {value: ordered.index(value) + 1 for value in set(values)}
    return [first[value] + (ordered.count(value) - 1) / 2 for value in values]


def link(xs, ys):
    """How two rows of numbers go together; rows without any difference tell nothing."""
    n = len(xs)
    try:
        rho = correlation(ranks(xs), ranks(ys))
    except StatisticsError:
        return Link(n)
    if n < FEWEST:
        return Link(n, rho)
    # Bonett and Wright (2000): the error of Fisher's z of a rank correlation.
    edge = Z95 * sqrt((1 + rho**2 / 2) / (n - 3))
    z = atanh(max(min(rho, 0.999999), -0.999999))
    return Link(n, rho, tanh(z - edge), tanh(z + edge))
