"""Find sections of the guides by words that stand in them."""

from dataclasses import dataclass

from pyp_portal import thai
from pyp_portal.guides import reading, shelf
from pyp_portal.guides.reading import Guide, Section

MOST = 20
BEFORE, LONG = 40, 160  # letters of an excerpt


@dataclass(frozen=True)
class Found:
    """A section that has all the words, and where they stand in it."""

    guide: Guide
    section: Section
    excerpt: str


def find(asked, language, first=()):
    """The sections with all these words, those of the guides named ``first`` before others."""
    words = folded(asked).split()
    if not words:
        return []
    names = sorted(shelf.SHELF, key=lambda name: name not in first)
    found = [
        Found(guide, section, excerpt(section.text, words[0]))
        for guide in (reading.guide(name, language) for name in names)
        for section in guide.sections
        if section.anchor and has_all(section, words)
    ]
    return sorted(found, key=lambda one: not in_title(one.section, words))[:MOST]


def folded(text):
    return thai.normalise(text).casefold()


def has_all(section, words):
    text = folded(f"{section.title} {section.text}")
    return all(word in text for word in words)


def in_title(section, words):
    """The words stand in the heading: that is what was looked for."""
    return all(word in folded(section.title) for word in words)


def excerpt(text, word):
    """Some words around the first place where the word stands."""
    at = max(folded(text).find(word), 0)
    start = max(at - BEFORE, 0)
    start = text.find(" ", start, at) + 1 or start if start else 0
    cut = text[start : start + LONG]
    return f"{'… ' if start else ''}{cut}{' …' if start + LONG < len(text) else ''}"
