"""Filters for papers: Thai digits and long Thai dates, as official documents write them."""

from datetime import date

from django import template

from pyp_portal import thai

register = template.Library()


@register.filter
def td(value):
    """Thai digits: 68 is ๖๘, a date is ๒ ธันวาคม ๒๕๖๗, nothing is nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return thai.thai_date(value, digits=True)
    return thai.to_thai_digits(value)


@register.filter
def td_era(value):
    """A date with its era, for announcements and orders: ๒ ธันวาคม พ.ศ. ๒๕๖๗."""
    return thai.thai_date(value, digits=True, era=True) if value else ""


@register.filter
def td_time(value):
    """A moment: ๒ ธันวาคม ๒๕๖๗ เวลา ๑๗.๐๕ น."""
    return thai.thai_datetime(value, digits=True) if value else ""


@register.filter
def td_month(value):
    """Month and year alone, for a letter whose day is filled in when it is sent."""
    return thai.NBSP.join(thai.thai_date(value, digits=True).split(thai.NBSP)[1:]) if value else ""


@register.filter
def td_num(value, places=0):
    """A number with its thousands apart: ๑,๓๐๐; a missing one is a dash."""
    if value is None or value == "":
        return "–"
    return thai.to_thai_digits(f"{value:,.{places}f}")
