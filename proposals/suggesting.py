"""Which policies a text speaks of, and by which of its words: a reading without a database.

The names of policies are in official words, the text of an applicant in everyday ones:
``reference/plain_words.json`` says which everyday words go with an official one. Nothing
is ever chosen here; it is shown, with its reason, to a person who chooses.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path

from pyp_portal import thai

PLAIN_WORDS = json.loads(
    (Path(__file__).parent / "reference/plain_words.json").read_text(encoding="utf-8")
)
MOST_SUGGESTED, MOST_WORDS = 3, 3
LEAST_LETTERS = 6  # a shorter piece of a name stands in too many other words
# What joins the words of a name, and what every name and every text has.
_JOINTS = re.compile(
    r"[\s,()–-]+|และ|การ|ของ|(?<!พื้น)ที่|ด้าน|อย่าง|ทั้ง|สู่|เพื่อ|โดย|ไทย(?=เป็น|มี|สามารถ)|เป็น|ยกระดับ|ส่งเสริม"
    r"|แก้ปัญหา|กระตุ้น|เสริมสร้าง|พัฒนา|ปกป้อง|ขจัด"
)
_EVERYWHERE = {"ประชาชน", "สังคม", "พื้นที่", "ชุมชน", "ระบบ", "คุณภาพ", "ยั่งยืน", "เศรษฐกิจ", "ศักยภาพ"}


@dataclass(frozen=True)
class Suggestion:
    """A policy that fits, and the words of the text by which it does."""

    code: str
    name: str
    words: tuple


def suggest(text, items, chosen=(), most=MOST_SUGGESTED):
    """The items (pairs of code and name) of which a text speaks most, the best first."""
    text = plain(text)
    names = tuple(name for _code, name in items)
    weights = weights_of(names)
    found = []
    for place, (code, name) in enumerate(items):
        spoken = {word: by for word in words_of(name) if (by := evidence(word, text))}
        if spoken and code not in chosen:
            score = sum(weights[word] * strength(by, text) for word, by in spoken.items())
            found.append((-score, place, Suggestion(code, name, reasons(spoken))))
    return [suggestion for _score, _place, suggestion in sorted(found)[:most]]


@lru_cache(maxsize=8)
def plain(text):
    """A text as it is compared; it is read once for all lists of policies."""
    return thai.normalise(text).casefold()


@lru_cache(maxsize=512)
def words_of(name):
    """The words by which a policy is known: the pieces of its name, and official words in it."""
    spoken = thai.normalise(name).casefold()
    pieces = (piece for piece in _JOINTS.split(spoken) if len(piece) >= LEAST_LETTERS)
    official = (word for word in PLAIN_WORDS if word in spoken)
    return tuple(dict.fromkeys(w for w in (*official, *pieces) if w not in _EVERYWHERE))


@lru_cache(maxsize=32)
def weights_of(names):
    """A word in few of the names says more than one in many."""
    counts = Counter(word for name in names for word in words_of(name))
    return {word: 1 + log(len(names) / count) for word, count in counts.items()}


def evidence(word, text):
    """The words of the text that speak of ``word``: itself, or everyday words for it."""
    return [said for said in (word, *PLAIN_WORDS.get(word, ())) if said in text]


def strength(words, text):
    """How much a text speaks of something: how often, up to three times a word."""
    return sum(min(text.count(word), 3) for word in words)


def reasons(spoken):
    """A few of the words, none of them a part of another."""
    found = list(dict.fromkeys(word for words in spoken.values() for word in words))
    whole = [word for word in found if not any(word != other and word in other for other in found)]
    return tuple(whole[:MOST_WORDS])
