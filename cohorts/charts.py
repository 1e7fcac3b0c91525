"""Before and after: the figures of a pilot test as bars, and the same in words. Pure."""

from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from pyp_portal.templatetags.thai import stands_first

WIDTH, BAR, GAP = 300, 22, 8  # of the drawing, the height of a bar, and between two
MOST = 6  # values drawn behind the first one; the table has them all


@dataclass(frozen=True)
class Bar:
    """One value: where its bar begins, how long it is, and the day (None: before the test)."""

    value: object
    day: object
    x: int
    y: int
    width: int


@dataclass(frozen=True)
class Chart:
    """The bars of one figure from top to bottom, the line of the target, and the words."""

    metric: object
    bars: tuple
    target: int
    height: int
    way: int
    words: str


def chart(metric, measurements):
    """Drawn once something has been measured; else None."""
    counted = counting(measurements)
    if not counted:
        return None
    points = [(None, metric.baseline), *((one.measured_on, one.value) for one in counted[-MOST:])]
    place = scale([value for _day, value in points] + [metric.target])
    zero = place(0)
    bars = tuple(
        Bar(value, day, min(zero, place(value)), GAP + row * (BAR + GAP), long(zero, place(value)))
        for row, (day, value) in enumerate(points)
    )
    height = GAP + len(bars) * (BAR + GAP)
    return Chart(
        metric,
        bars,
        place(metric.target),
        height,
        way(metric, counted[-1].value),
        in_words(metric, counted[-1]),
    )


def counting(measurements):
    """The values that count, by day: of one day the one entered last."""
    last = {one.measured_on: one for one in measurements}
    return [last[day] for day in sorted(last)]


def scale(values):
    """Where a value stands from left to right; zero is always in sight."""
    low, high = min(0, *values), max(0, *values)
    span = (high - low) or 1
    return lambda value: round(float((value - low) / span) * WIDTH)


def long(a, b):
    """The length of a bar: one that is nothing long is still seen."""
    return max(abs(a - b), 2)


def way(metric, value):
    """How much of the way from the value before to the target was gone, in per cent, or None."""
    if metric.target == metric.baseline:
        return None
    return round(100 * (value - metric.baseline) / (metric.target - metric.baseline))


def in_words(metric, last):
    """The figure as a sentence, for who does not see the drawing."""
    values = {
        "before": written(metric.baseline),
        "now": measured(last.value, metric.unit_th),
        "target": written(metric.target),
    }
    if metric.is_met:
        return _("Before %(before)s, now %(now)s; target %(target)s: reached.") % values
    return _("Before %(before)s, now %(now)s; target %(target)s: not reached.") % values


def measured(value, unit):
    """A figure with its unit where Thai says it: "ร้อยละ 78", but "18 วัน"."""
    parts = [written(value), unit]
    return " ".join(reversed(parts) if stands_first(unit) else parts)


def written(value):
    """A figure as pages write it: 1,234.5"""
    return floatformat(value, "-2g")
