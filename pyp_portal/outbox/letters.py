"""The letters whose words an administrator may change, and a letter written in its words."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import Context, engines, loader
from django.utils import timezone, translation

from pyp_portal import clock, thai
from pyp_portal.outbox.cutting import fresh
from pyp_portal.outbox.models import Words
from pyp_portal.outbox.naming import naming_of, title_of
from pyp_portal.papers.wordings import Document

FOLDER = "emails"


@dataclass(frozen=True)
class Shipped:
    """One letter in one language, by its room and its name in the folder of that room."""

    room: str
    name: str
    language: str

    @property
    def key(self):
        return f"{self.room}/{self.name}"

    @property
    def template(self):
        """The template itself: the one of its language, else the Thai one."""
        return shipped_template(f"{self.room}/{FOLDER}/{self.name}.txt", self.language)

    def cut(self):
        """A copy taken apart; each call gives another."""
        return fresh(self.template, naming_of(self.room))

    def document(self):
        """Its parts and fields, as papers know them."""
        parts = tuple(cut.as_part() for cut in self.cut().cuts)
        return Document(self.key, self.room, subject_of(self), parts)


@cache
def subject_of(shipped):
    """Its subject as it is shipped, with fields in braces: what a letter is known by."""
    return shipped.cut().roots[0].text


@cache
def catalogue():
    """All letters whose words may be changed, by room."""
    found = {}
    for folder in engines["django"].engine.dirs:
        for room in settings.LETTER_NAMES:
            for path in sorted(Path(folder, room, FOLDER).glob("*.txt")):
                name, _dot, language = path.stem.partition(".")
                if not language and not name.startswith("_"):
                    found.setdefault(room, []).append(name)
    return found


def find(room, name, language):
    """A letter of the catalogue, or None."""
    known = name in catalogue().get(room, ()) and language in dict(settings.LANGUAGES)
    return Shipped(room, name, language) if known else None


def of_template(template, language):
    """The letter that a template is, or None where it is none of the catalogue."""
    room, _slash, rest = template.partition(f"/{FOLDER}/")
    return find(room, rest.removesuffix(".txt"), language)


def shipped_template(template, language):
    """The template of a letter; ``x.en.txt`` is preferred for English."""
    names = [template.replace(".txt", f".{language}.txt"), template]
    return loader.select_template(names).template


def this_year():
    """The fiscal year of today: whose words a letter of today is written in."""
    return thai.fiscal_year(timezone.localdate(clock.now()))


def standing_words(template, language):
    """The changed words in which this letter is written today, or None: as it is shipped."""
    shipped = of_template(template, language)
    return shipped and Words.objects.standing(shipped.key, language, this_year())


def written(template, language, context):
    """Subject, text and words of a letter; no words where it is written as it is shipped."""
    words = standing_words(template, language)
    with translation.override(language):
        made = worded(template, language, words) or shipped_template(template, language)
        text = made.render(Context({"site_url": settings.SITE_URL, **context}, autoescape=False))
    subject, _line, body = text.strip().partition("\n")
    return " ".join(subject.split())[:300], body.strip() + "\n", words


def worded(template, language, words):
    """The letter in changed words; None where there are none."""
    if not (words and words.parts):
        return None
    shipped = of_template(template, language)
    texts = shipped.document().worded(words.parts)
    changed = {key: text for key, text in texts.items() if text == words.parts.get(key)}
    return shipped.cut().reworded(changed)


@dataclass(frozen=True)
class Listed:
    """A letter as the list shows it: its subject, and the version that holds by language."""

    shipped: Shipped
    versions: tuple

    @property
    def subject(self):
        """In the reader's language: every letter has one in each."""
        return subject_of(replace(self.shipped, language=translation.get_language()))


def spoken_of(shipped, codes):
    """Its subject in each language, and its name: by what it may be sought."""
    subjects = (subject_of(replace(shipped, language=code)) for code in codes)
    return " ".join([*subjects, shipped.name])


def listed(year, asked=""):
    """All letters by room whose subject or name holds this text, with what holds in a year.

    They are found by their subject in either language.
    """
    standing = Words.objects.standing_in(year)
    codes = list(dict(settings.LANGUAGES))
    found = {}
    for room, names in catalogue().items():
        for name in names:
            shipped = Shipped(room, name, settings.LANGUAGE_CODE)
            if not asked or asked.lower() in spoken_of(shipped, codes).lower():
                versions = tuple((code, standing.get((shipped.key, code))) for code in codes)
                found.setdefault(room, []).append(Listed(shipped, versions))
    return [(room, title_of(room), letters) for room, letters in found.items()]
