"""Dates as people type them, read by one parser: the era is Buddhist unless it is said otherwise.

A year from 2400 on is one of the Buddhist era, and so is one of two digits (68 is 2568).
A year of the common era is taken only where it is plain that it is one (2025-01-06,
ค.ศ. 2025); anywhere else it is refused with the year that is probably meant (C-26).
Each function raises ``ValueError`` with a sentence to show.
"""

import datetime
import re

from django.utils.translation import gettext as _

from pyp_portal import thai

ANY_YEARS = range(2400, 3000)
PROGRAMME_YEARS = range(2560, 2601)  # a slip of the finger is noticed
ERA = 543
_ARABIC = str.maketrans(thai.THAI_DIGITS, "0123456789")
_TOKEN = re.compile(r"\d+|[\u0e01-\u0e5b.]+")
_NO_TOKEN = re.compile(r"[\s/,\-–]+")
_YEAR_FIRST = re.compile(r"\D*\d{4}\s*[-/.]\s*\d{1,2}\b")
_NOISE = re.compile(r"|ที่|วัน\S*")
_BUDDHIST = re.compile(r"พ\.?\s?ศ\.?")
_COMMON = "คศ"
_ENDINGS = re.compile("(คม|ยน|พันธ์)$")
_MONTHS = {
    name.replace(".", ""): number
    for number, names in enumerate(zip(thai.MONTHS, thai.SHORT_MONTHS, strict=True), start=1)
    for name in (*names, _ENDINGS.sub("", names[0]))
}


def read_date(*parts, years=ANY_YEARS):
    """A date from one text ("6 ม.ค. 2568", "6/1/68", "๖ มกราคม ๒๕๖๘") or from its three parts."""
    sentence = _("Give day, month and year, for example 6/1/2568.")
    numbers, is_common = _numbers(parts, sentence)
    if len(numbers) != 3:
        raise ValueError(sentence)
    if _YEAR_FIRST.match(_plain(parts)):
        numbers, is_common = numbers[::-1], is_common or int(numbers[0]) < ANY_YEARS[0]
    day, month, year = numbers
    year = _year(year, years, is_common)
    try:
        return datetime.date(year - ERA, int(month), int(day))
    except ValueError:
        raise ValueError(_("There is no such day in that month.")) from None


def read_month(*parts, years=PROGRAMME_YEARS):
    """The first day of a month, from one text ("มี.ค. 2568", "3/68") or from month and year."""
    sentence = _("Give month and year.")
    numbers, is_common = _numbers(parts, sentence)
    if len(numbers) != 2:
        raise ValueError(sentence)
    if _YEAR_FIRST.match(_plain(parts)):
        numbers, is_common = numbers[::-1], is_common or int(numbers[0]) < ANY_YEARS[0]
    month, year = int(numbers[0]), _year(numbers[1], years, is_common)
    if not 1 <= month <= 12:
        raise ValueError(sentence)
    return datetime.date(year - ERA, month, 1)


def read_year(text, years=ANY_YEARS):
    """A year of the Buddhist era: "2568", "68", "พ.ศ. ๒๕๖๘", or "ค.ศ. 2025" turned into it."""
    sentence = _("Give the year in the Buddhist era, for example 2568.")
    numbers, is_common = _numbers([text], sentence)
    if len(numbers) != 1:
        raise ValueError(sentence)
    return _year(numbers[0], years, is_common)


def _plain(parts):
    """The parts as one text in Arabic digits."""
    typed = " ".join("" if part is None else str(part) for part in parts)
    return _BUDDHIST.sub(" ", thai.normalise(typed).translate(_ARABIC))


def _numbers(parts, sentence):
    """The numbers of a text in their order, months by name among them; whether it says ค.ศ."""
    text = _plain(parts)
    if _NO_TOKEN.sub("", _TOKEN.sub("", text)):
        raise ValueError(sentence)
    numbers, is_common = [], False
    for token in _TOKEN.findall(text):
        word = token.replace(".", "").removeprefix("เดือน").removeprefix("ปี")
        if word.isdecimal():
            numbers.append(word)
        elif word in _MONTHS:
            numbers.append(str(_MONTHS[word]))
        elif word == _COMMON:
            is_common = True
        elif not _NOISE.fullmatch(word):
            raise ValueError(sentence)
    return numbers, is_common


def _year(digits, years, is_common):
    """A year of the Buddhist era within the years that are allowed."""
    year = int(digits) if len(digits) in (2, 4) else 0
    if is_common:
        year += ERA
    elif len(digits) == 2:
        year += 2500
    elif 1800 <= year < ANY_YEARS[0]:
        raise ValueError(
            _("%(year)d is a year of the common era. Give %(meant)d, of the Buddhist era.")
            % {"year": year, "meant": year + ERA}
        )
    if year not in ANY_YEARS:
        raise ValueError(_("Give the year in the Buddhist era, for example 2568."))
    if year not in years:
        raise ValueError(
            _("Give a year from %(first)d to %(last)d of the Buddhist era.")
            % {"first": years[0], "last": years[-1]}
        )
    return year
