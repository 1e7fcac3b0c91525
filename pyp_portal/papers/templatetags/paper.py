"""Filters for papers: Thai digits and long Thai dates, as official documents write them."""

import re
from datetime import date
from itertools import zip_longest

from django import template
from django.utils.html import format_html, format_html_join

from pyp_portal import thai

register = template.Library()
# Latin words with their figures (P68-0001, PM2.5, addresses) and what follows ปยป- stay.
CODES_AND_FIGURES = re.compile(
    r"([\w.@:/-]*[A-Za-z][\w.@:/-]*|(?<=[\u0e01-\u0e2e])-[0-9][0-9-]*)|[0-9]+", re.ASCII
)
AWARD = re.compile(r"ปยป-[0-9]{2}([0-9]{2})-PD25-([0-9]+)")
WHOLE = '<span class="nowrap">{}</span>'  # the line breaker of Thai opens no-break spaces


@register.filter
def td(value):
    """Thai digits: 68 is ๖๘, P68-0001 stays, a date is ๒ ธันวาคม ๒๕๖๗, nothing is nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return format_html(WHOLE, thai.thai_date(value, digits=True))
    return CODES_AND_FIGURES.sub(lambda m: m[1] or thai.to_thai_digits(m[0]), str(value))


@register.filter
def unbroken(value):
    """A name of which no word is broken over two lines."""
    return format_html_join(" ", WHOLE, ((word,) for word in str(value).split()))


@register.filter
def strong(value):
    """What stands out in a sentence."""
    return format_html("<strong>{}</strong>", value)


@register.filter
def td_era(value):
    """A date with its era, for announcements and orders: ๒ ธันวาคม พ.ศ. ๒๕๖๗."""
    return format_html(WHOLE, thai.thai_date(value, digits=True, era=True)) if value else ""


@register.filter
def td_weekday(value):
    """A date with the name of its day: วันศุกร์ที่ ๗ กุมภาพันธ์ ๒๕๖๘."""
    return format_html("{}ที่ {}", thai.weekday(value), td(value)) if value else ""


@register.filter
def td_hour(value):
    """The time of a moment alone: ๑๗.๐๕ น."""
    if not value:
        return ""
    hour = thai.thai_datetime(value, digits=True).partition(f"เวลา{thai.NBSP}")[2]
    return format_html(WHOLE, hour)


@register.filter
def td_time(value):
    """A moment: ๒ ธันวาคม ๒๕๖๗ เวลา ๑๗.๐๕ น."""
    if not value:
        return ""
    day, clock_time = thai.thai_datetime(value, digits=True).split(" ")
    return format_html(f"{WHOLE} {WHOLE}", day, clock_time)


@register.simple_tag(takes_context=True)
def line(context, key):
    """A part of the paper's words as one line: the words of its year, its record's values."""
    return context["wording"].line(key)


@register.simple_tag(takes_context=True)
def paragraphs(context, key):
    """A part of the paper's words as its paragraphs."""
    return context["wording"].paragraphs(key)


@register.filter
def td_month(value):
    """Month and year alone, for a letter whose day is filled in when it is sent."""
    if not value:
        return ""
    return format_html(WHOLE, thai.thai_date(value, digits=True).split(thai.NBSP, 1)[1])


@register.filter
def td_award(number):
    """The number of a certificate as people read it: ที่ ป.ย.ป. ๖๘-๐๐๐๑ for ปยป-2568-PD25-0001."""
    found = AWARD.fullmatch(str(number))
    year, place = found.groups() if found else ("……", "…………")
    return format_html(
        WHOLE, f"ที่{thai.NBSP}ป.ย.ป.{thai.NBSP}{thai.to_thai_digits(f'{year}-{place}')}"
    )


@register.filter
def td_num(value, places=0):
    """A number with its thousands apart: ๑,๓๐๐; a missing one is a dash."""
    if value is None or value == "":
        return "–"
    return thai.to_thai_digits(f"{value:,.{places}f}")


@register.filter
def two_columns(rows):
    """The rows in pairs for a table of two columns: the first half on the left, in its order."""
    rows = list(rows)
    half = (len(rows) + 1) // 2
    return list(zip_longest(rows[:half], rows[half:], fillvalue=()))
