"""Provinces, districts and subdistricts by name and by code: a lookup with no database.

An area of an answer is {province_code, district_th, subdistrict_th}; in a form it is one
text, ``90/รัตภูมิ/กำแพงเพชร``. Names are those of the official list.
"""

import re
from dataclasses import dataclass
from functools import cache

import geothai

from pyp_portal import thai

BANGKOK = "10"
SEPARATOR = "/"
_ABBREVIATED = re.compile(r"\b(จังหวัด|จ\.|อำเภอ|อ\.|เขต|ตำบล|ต\.|แขวง)\s*")


@dataclass(frozen=True)
class Place:
    """A province, a district of it, or a subdistrict of that."""

    province_code: int
    province_th: str
    district_th: str = ""
    subdistrict_th: str = ""

    @property
    def key(self):
        """The place as a form sends it."""
        parts = [str(self.province_code), self.district_th, self.subdistrict_th]
        return SEPARATOR.join(parts).rstrip(SEPARATOR)

    @property
    def name(self):
        """The name with its words: ต.กำแพงเพชร อ.รัตภูมิ จ.สงขลา."""
        if str(self.province_code) == BANGKOK:
            marks, province = ("แขวง", "เขต"), self.province_th
        else:
            marks, province = ("ต.", "อ."), f"จ.{self.province_th}"
        small = zip(marks, (self.subdistrict_th, self.district_th), strict=True)
        named = (mark + word.removeprefix(mark) for mark, word in small if word)
        return " ".join([*named, province])

    @property
    def answer(self):
        """The place as an answer keeps it."""
        return {
            "province_code": self.province_code,
            "district_th": self.district_th,
            "subdistrict_th": self.subdistrict_th,
        }


@cache
def places():
    """Every place, the provinces first, then districts, then subdistricts."""
    large, districts, subdistricts = [], [], []
    for province in geothai.provinces():
        own = (int(province.code), province.name_th)
        large.append(Place(*own))
        for district in geothai.districts(province.code):
            districts.append(Place(*own, district.name_th))
            subdistricts += [
                Place(*own, district.name_th, small.name_th)
                for small in geothai.subdistricts(district.code)
            ]
    return (*large, *districts, *subdistricts)


@cache
def provinces():
    """The names of the provinces by their codes."""
    return {int(province.code): province.name_th for province in geothai.provinces()}


@cache
def _by_key():
    return {place.key: place for place in places()}


@cache
def _searched():
    """Each place with the letters in which it is looked for: its smallest name, and all."""
    return [(smallest(place), whole(place), place) for place in places()]


def smallest(place):
    return place.subdistrict_th or place.district_th or place.province_th


def whole(place):
    """All names of a place, the smallest first; official names need no mending."""
    return f"{place.subdistrict_th} {place.district_th} {place.province_th}"


def words(text):
    return _ABBREVIATED.sub("", thai.normalise(text).casefold())


def find(query, most=20):
    """Places whose name holds every word of the query; names that begin with it come first."""
    asked = words(query).split()
    if not asked:
        return []
    found = [
        (rank(own, asked[0]), place)
        for own, whole, place in _searched()
        if all(word in whole for word in asked) and any(word in own for word in asked)
    ]
    found.sort(key=lambda pair: pair[0])  # the order of places() decides among equals
    return [place for _rank, place in found[:most]]


def rank(own, word):
    return 0 if own == word else 1 if own.startswith(word) else 2


def of_key(key):
    """The place that a form names, or None when there is none such."""
    return _by_key().get(key)


def answer_of(key):
    """The names of a place as an answer keeps them; None and empty for no place."""
    code, district, subdistrict, *_rest = [*key.split(SEPARATOR), "", "", ""]
    return {
        "province_code": int(code) if code else None,
        "district_th": district,
        "subdistrict_th": subdistrict,
    }


@cache
def _districts():
    """The official names of districts by province and by how people may write them."""
    return {
        (place.province_code, words(place.district_th).strip()): place.district_th
        for place in places()
        if place.district_th and not place.subdistrict_th
    }


def district_named(province_code, typed):
    """The official name of a district of this province; "" where the list has none such.

    "อ.น้ำพอง" is found as well as "น้ำพอง", and "เมือง" stands for that of the province.
    """
    asked = words(typed).strip()
    own = f"เมือง{provinces().get(province_code, '')}"
    found = _districts()
    return found.get((province_code, own if asked == "เมือง" else asked), "")


def of_answer(answer):
    """The place of an answer; its words stand also where the list does not know them."""
    code = answer.get("province_code")
    province = _by_key().get(str(code or ""))
    if province is None:
        return None
    return Place(
        province.province_code,
        province.province_th,
        answer.get("district_th") or "",
        answer.get("subdistrict_th") or "",
    )


def inside(small, large):
    """True when the first area is the second, or a part of it."""
    return all(
        not large.get(name) or large.get(name) == small.get(name)
        for name in ("province_code", "district_th", "subdistrict_th")
    )


@cache
def _named():
    names = sorted(geothai.provinces(), key=lambda p: -len(p.name_th))
    pattern = "|".join(re.escape(province.name_th) for province in names)
    return re.compile(rf"(?:จังหวัด|จ\.)\s*({pattern})"), {p.name_th: int(p.code) for p in names}


def provinces_named(text):
    """Code and name of each province that a text calls by its name, once each."""
    pattern, codes = _named()
    return [(codes[name], name) for name in dict.fromkeys(pattern.findall(text))]
