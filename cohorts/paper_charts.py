"""Before and after as a picture in a paper: the bars of the page, with the words beside them."""

from urllib.parse import quote

from django.template.defaultfilters import floatformat
from django.utils.html import format_html, format_html_join

from cohorts import charts
from pyp_portal import thai

LEFT, RIGHT = 92, 70  # room for the day before a bar and for the value at the edge
WIDTH = LEFT + charts.WIDTH + RIGHT
BEFORE, NOW, LINE = "#aab4c4", "#1e4080", "#8a2b2b"
FONT = 'font-family="Sarabun" font-size="12" fill="#222"'
BAR = (
    f'<text x="{{}}" y="{{}}" text-anchor="end" {FONT}>{{}}</text>'
    '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
    f'<text x="{{}}" y="{{}}" {FONT}>{{}}</text>'
)


def of_test(test):
    """[(name of the figure, words, picture)] of the figures of a pilot test that were measured."""
    found = ((one, charts.chart(one, one.measurements.all())) for one in test.metrics.all())
    return [
        {"name": metric.indicator_th, "words": chart.words, "image": image(chart)}
        for metric, chart in found
        if chart
    ]


def image(chart):
    """The drawing as an address that carries it whole."""
    bars = format_html_join("", "{}", ((bar_of(bar),) for bar in chart.bars))
    target = LEFT + chart.target
    drawing = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}">'
        '{}<path d="M{} 0V{}" stroke="{}" stroke-width="1.5" stroke-dasharray="4 3"/></svg>',
        WIDTH, chart.height, WIDTH, chart.height, bars, target, chart.height, LINE,
    )  # fmt: skip
    return f"data:image/svg+xml,{quote(drawing)}"


def bar_of(bar):
    """One bar with its day in front of it and its value at the edge of the drawing."""
    value = thai.to_thai_digits(floatformat(bar.value, "-2g"))
    when = thai.thai_date(bar.day, short=True, digits=True) if bar.day else "ก่อนเริ่ม"
    middle = bar.y + charts.BAR - 7
    return format_html(
        BAR,
        LEFT - 6, middle, when,
        LEFT + bar.x, bar.y, bar.width, charts.BAR, NOW if bar.day else BEFORE,
        LEFT + charts.WIDTH + 8, middle, value,
    )  # fmt: skip
