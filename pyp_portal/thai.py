"""Thai text, dates and working days: how they are mended, sorted, written and counted."""

import datetime
import re
import unicodedata
from functools import lru_cache

import holidays
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from pyp_portal import rooms

NBSP = "\u00a0"
MONTHS = [
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
]  # fmt: skip
SHORT_MONTHS = [
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
]  # fmt: skip
WEEKDAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)

# --- Text (V-11) ------------------------------------------------------------

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACES += "\u202f\u205f\u3000\t"
_LINES = "\r\u000b\u000c\u0085\u2028\u2029"
_GONE = [0xAD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
_CONTROLS = [c for c in [*range(0x20), *range(0x7F, 0xA0)] if chr(c) not in "\n" + _SPACES + _LINES]
# Glyphs that old Thai fonts keep in the private area; a copy from their PDF brings them along.
_GLYPHS = "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู"
# The signs before the lines of a list, as Word copies them out of its symbol fonts.
_BULLETS = dict.fromkeys([0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0FC, 0xF06C, 0xF06E, 0xF076], "•")
_CHARACTERS = {
    **dict.fromkeys([*_GONE, *_CONTROLS]),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _LINES), "\n"),
    **_BULLETS,
    **{0xF700 + place: letter for place, letter in enumerate(_GLYPHS)},
}
_TONE = "[\u0e48-\u0e4b]"
_MENDS = [
    (re.compile("\u0e40\u0e40"), "\u0e41"),  # เ + เ is แ
    (re.compile(f"({_TONE})([\u0e31\u0e34-\u0e3a\u0e47\u0e4d])"), r"\2\1"),  # the vowel comes first
    (re.compile(f"\u0e4d({_TONE}?)\u0e32"), "\\1\u0e33"),  # ํ + า is ำ, behind the tone
    (re.compile(f"\u0e33({_TONE})"), "\\1\u0e33"),
    (re.compile("([\u0e31\u0e33\u0e34-\u0e3a\u0e47-\u0e4d])\\1+"), r"\1"),  # doubled marks
    (re.compile(" +"), " "),
    (re.compile(" (?=\n|$)"), ""),
]


def repeats_bound(text):
    """The sign of repetition kept on the line of the word that it repeats."""
    return text.replace(" ๆ", f"{NBSP}ๆ")


def _mended(text):
    text = unicodedata.normalize("NFC", text)
    for fault, cure in _MENDS:
        text = fault.sub(cure, text)
    return text.strip()


def normalise(text):
    """Mend what a paste from PDF or Word breaks; a second run changes nothing more."""
    text = text.replace("\r\n", "\n").translate(_CHARACTERS)
    while (mended := _mended(text)) != text:
        text = mended
    return text


_PLAIN_SPACES = re.compile("[ \\r\\n]+")


def was_mended(text):
    """True when ``normalise`` does more to a text than to tidy its ordinary spaces (V-11)."""
    return is_mended(text, normalise(text))


def is_mended(typed, normal):
    """The same where the text has been normalised already: what was typed, and what it became."""
    return _PLAIN_SPACES.sub(" ", typed).strip() != _PLAIN_SPACES.sub(" ", normal)


# --- Order ------------------------------------------------------------------

_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_MARKS = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"  # weighed last, in this order
_SORTED_LENGTH = 60


def _letter_key(letter):
    """A letter in hexadecimal digits, which every collation of every database sorts alike."""
    code = ord(letter)
    if code < 0x80:
        return f"{code:02x}"
    return f"{code - 0xE00 + 0x80:02x}" if 0xE00 <= code < 0xE5F else f"e{code:06x}"


def _mark_weights(letters):
    """A 0 for each letter, followed by a digit for each mark it bears; also marks without one."""
    weights = (str(_MARKS.index(c) + 1) if c in _MARKS else "0" for c in letters)
    return "".join(weights).rstrip("0")


def sort_key(text):
    """At most 200 digits that sort as a Thai dictionary does, on any database."""
    letters = _LEADING_VOWEL.sub(r"\2\1", normalise(text).casefold())[:_SORTED_LENGTH]
    bare = "".join(_letter_key(letter) for letter in letters if letter not in _MARKS)
    return f"{bare[:138]}00{_mark_weights(letters)}"


# --- Dates ------------------------------------------------------------------


def _local(moment):
    """A datetime as it is in Bangkok; a plain date as it is."""
    is_aware = isinstance(moment, datetime.datetime) and timezone.is_aware(moment)
    return timezone.localtime(moment) if is_aware else moment


def to_thai_digits(text):
    """Arabic digits as Thai ones."""
    return str(text).translate(_TO_THAI)


def thai_date(d, short=False, digits=False, era=False):
    """6 มกราคม 2568: ``short`` for lists, ``digits`` for Thai digits, ``era`` to say พ.ศ."""
    d = _local(d)
    month = (SHORT_MONTHS if short else MONTHS)[d.month - 1]
    parts = [str(d.day), month, *(["พ.ศ."] if era else []), str(d.year + 543)]
    text = NBSP.join(parts)
    return to_thai_digits(text) if digits else text


def thai_datetime(dt, short=False, digits=False, era=False):
    """6 มกราคม 2568 เวลา 23.59 น."""
    dt = _local(dt)
    clock_time = f"{dt:%H.%M}{NBSP}น."
    text = thai_date(dt, short, era=era) + (" " if short else f" เวลา{NBSP}") + clock_time
    return to_thai_digits(text) if digits else text


def weekday(d):
    """วันจันทร์: the name of the day."""
    return f"วัน{WEEKDAYS[_local(d).weekday()]}"


def fiscal_year(d):
    """The fiscal year in the Buddhist era: it begins on 1 October of the year before."""
    d = _local(d)
    return d.year + 543 + (d.month >= 10)


# --- Working days -----------------------------------------------------------

_DAY = datetime.timedelta(days=1)
_OPENS, _CLOSES = datetime.time(8, 30), datetime.time(16, 30)


def _is_for_offices(name):
    """Labour Day is a holiday, but government offices work."""
    return "แรงงานแห่งชาติ" not in name


@lru_cache(maxsize=64)
def holidays_of(year):
    """{day: name} of the holidays of government offices by the calendar, in a common year."""
    days = holidays.country_holidays(
        "TH", years=year, categories=("public", "government"), language="th"
    )
    return {d: names for d, names in days.items() if any(map(_is_for_offices, names.split("; ")))}


@lru_cache(maxsize=1)
def _asked_of_the_office():
    """What knows the days that the office entered: {day: whether offices work}."""
    return import_string(rooms.SPECIAL_DAYS)


@lru_cache(maxsize=64)
def holidays_in_english(year):
    """The same days, as who reads English knows them."""
    days = holidays.country_holidays(
        "TH", years=year, categories=("public", "government"), language="en_US"
    )
    return {d: days[d] for d in holidays_of(year)}


def day_names(year):
    """{day: name} of the holidays of offices, in the reader's language."""
    return (holidays_in_english if get_language() == "en" else holidays_of)(year)


def is_working_day(d):
    """True when government offices are open on that date; the office's word comes first."""
    is_worked = _asked_of_the_office()().get(d)
    if is_worked is not None:
        return is_worked
    return d.weekday() < 5 and d not in holidays_of(d.year)


def day_off_name(d):
    """What the calendar calls a day on which offices are closed: a holiday, or its weekday."""
    in_words = f"{d:%A}" if get_language() == "en" else weekday(d)
    return day_names(d.year).get(d) or in_words


def next_working_day(d):
    """The first working day on or after a date."""
    while not is_working_day(d):
        d += _DAY
    return d


def add_working_days(d, n):
    """The ``n``-th working day after a date; before it where ``n`` is negative."""
    step = _DAY if n > 0 else -_DAY
    for _each in range(abs(n)):
        d += step
        while not is_working_day(d):
            d += step
    return d


def working_days_between(a, b):
    """How many working days come after ``a``, up to and with ``b``; 0 where ``b`` is not later."""
    return sum(is_working_day(a + _DAY * n) for n in range(1, (b - a).days + 1))


def is_office_hour(moment):
    """Between 8.30 and 16.30 on a working day: when messages that can wait go out."""
    local = _local(moment)
    return is_working_day(local.date()) and _OPENS <= local.time() < _CLOSES


def next_office_moment(moment):
    """The first moment from this one on at which messages that can wait go out."""
    local = timezone.localtime(moment)
    day = local.date()
    if is_working_day(day) and local.time() < _CLOSES:
        return max(local, opening_of(day))
    return opening_of(next_working_day(day + _DAY))


def opening_of(day):
    """8.30 on a date."""
    return timezone.make_aware(datetime.datetime.combine(day, _OPENS))


def last_working_day(d):
    """The last working day on or before a date."""
    while not is_working_day(d):
        d -= _DAY
    return d
