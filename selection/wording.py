"""What must not stand in a letter to an applicant: who judged, a single value, a way to reach one.

Pure: text and names in, findings out. The words that hurt are data, not code.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal.thai import THAI_DIGITS

WORDS = json.loads(
    (Path(__file__).resolve().parent / "reference" / "letter_words.json").read_text("utf-8")
)
ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
TITLES = r"(?:คุณ|ท่าน|นางสาว|นาง|นาย|อาจารย์|อ\.|ดร\.|ผศ\.|รศ\.|ศ\.)\s*(?:ดร\.\s*)?"
VALUES = (
    re.compile(r"\d+(?:[.,]\d+)?\s*(?:คะแนน|แต้ม|points?\b)", re.IGNORECASE),
    re.compile(r"(?:คะแนน|แต้ม)\s*(?:รวม|เฉลี่ย|ที่ได้)?\s*(?:คือ|เป็น|=|:)?\s*\d+(?:\.\d+)?"),
    re.compile(r"(?<!\d)\d(?:\.\d)?\s*(?:/|จาก|เต็ม)\s*5(?!\d)"),
    re.compile(r"(?<!\d)\d{1,3}(?:\.\d+)?\s*(?:/|เต็ม)\s*100(?!\d)"),
)
CONTACTS = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<!\d)(?:\+66|0)(?:[\s-]?\d){8,9}(?!\d)"),
)
SHORTEST = 3  # letters of a name that is looked for alone


class Concern(models.TextChoices):
    """What a passage may give away, or whom it may hurt."""

    JUDGE = "judge", _("Tells who judged")
    VALUE = "value", _("Tells a single value")
    CONTACT = "contact", _("Holds an address or a telephone number")
    NAMESAKE = "namesake", _("Could be the name of a member")
    TONE = "tone", _("Sounds harsh")


SOFT = frozenset({Concern.NAMESAKE, Concern.TONE})  # a second person may let these stand


@dataclass(frozen=True)
class Finding:
    """A passage that a letter had better not hold."""

    concern: Concern
    passage: str

    @property
    def leaks(self):
        """True for what never goes out."""
        return self.concern not in SOFT


def findings(text, people):
    """What is wrong with a text, each passage once; ``people`` are (given, family) of judges."""
    plain = " ".join(text.translate(ARABIC).split())
    found = [
        *_matches(Concern.JUDGE, plain, [*map(re.escape, WORDS["judges"]), *_names(people)]),
        *_matches(Concern.VALUE, plain, VALUES),
        *_matches(Concern.CONTACT, plain, CONTACTS),
        *_matches(Concern.TONE, plain, map(re.escape, WORDS["harsh"])),
    ]
    told = " ".join(one.passage for one in found if one.concern == Concern.JUDGE)
    words = dict.fromkeys(name for pair in people for name in pair if len(name) >= SHORTEST)
    alone = [name for name in words if name not in told]
    found += _matches(Concern.NAMESAKE, plain, map(re.escape, alone))
    return list(dict.fromkeys(found))


def _names(people):
    """A whole name, or one behind a title; alone it may be an ordinary word: ``NAMESAKE``."""
    for given, family in people:
        if given and family:
            yield rf"{re.escape(given)}\s*{re.escape(family)}"
        yield from (TITLES + re.escape(name) for name in (given, family) if name)


def _matches(concern, text, patterns):
    return [Finding(concern, hit[0]) for pattern in patterns for hit in re.finditer(pattern, text)]


def is_clean(text, people):
    """True for a text that may go out unread: nothing was found but perhaps its tone."""
    return all(finding.concern == Concern.TONE for finding in findings(text, people))
