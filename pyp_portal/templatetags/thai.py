"""Dates in the Buddhist era, numbers and times as Thai readers expect them."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.dateformat import format as in_english
from django.utils.translation import get_language, gettext, ngettext

from pyp_portal import clock, thai

register = template.Library()


def as_date(value):
    return timezone.localdate(value) if isinstance(value, datetime) else value


def written(value, thai_form, english_form):
    """A date in the reader's language: Buddhist era in Thai, common era in English."""
    if not value:
        return ""
    if get_language() == "en":
        value = timezone.localtime(value) if isinstance(value, datetime) else value
        return in_english(value, english_form).replace(" ", thai.NBSP)
    return thai_form(value)


@register.filter
def thai_date(value):
    """6 มกราคม 2568"""
    return written(value, thai.thai_date, "j F Y")


@register.filter
def thai_short(value):
    """6 ม.ค. 2568"""
    return written(value, lambda day: thai.thai_date(day, short=True), "j M Y")


@register.filter
def thai_month(value):
    """มกราคม 2568"""
    return written(value, lambda day: thai.thai_date(day).partition(thai.NBSP)[2], "F Y")


@register.filter
def thai_datetime(value):
    """6 ม.ค. 2568 15.32 น."""
    return written(value, lambda at: thai.thai_datetime(at, short=True), "j M Y H.i")


@register.filter
def thai_moment(value):
    """6 มกราคม 2568 เวลา 15.32 น."""
    return written(value, thai.thai_datetime, "j F Y, H.i")


@register.filter
def closing_moment(closes_at):
    """The last minute before an exclusive end: 7 January 00.00 reads "6 ม.ค. 2568 23.59 น."."""
    return thai_datetime(closes_at - timedelta(minutes=1)) if closes_at else ""


@register.filter
def place(value):
    """A province or a region, by the name that the reader knows."""
    return gettext(str(value)) if value else ""


@register.filter
def stands_first(unit):
    """True for a unit that Thai says before its figure: "ร้อยละ 78", but "18 วัน"."""
    return unit == "ร้อยละ"


@register.filter
def num(value, places=0):
    """1,300; a missing number is a dash, a negative one has a true minus."""
    if value is None or value == "":
        return "–"
    return f"{value:,.{places}f}".replace("-", "−")


@register.filter
def baht(value):
    """1,300 บาท"""
    if value is None or value == "":
        return "–"
    return gettext("%(amount)s baht") % {"amount": num(value)}


@register.filter
def relative_days(value):
    """How far a date is from today, in whole days."""
    if not value:
        return ""
    days = (as_date(value) - clock.today()).days
    if days == 0:
        return gettext("today")
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": num(days)}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": num(-days)}


@register.filter
def working_days_left(value):
    """Working days from today to a date, in words; nothing once it has passed."""
    if not value or as_date(value) < clock.today():
        return ""
    days = thai.working_days_between(clock.today(), as_date(value))
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {
        "days": num(days)
    }
