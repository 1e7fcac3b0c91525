"""How a question is asked, and the words of the year in which it is asked."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from django.utils.translation import get_language

WORDS = json.loads(
    (Path(__file__).resolve().parent.parent / "reference/form.json").read_text(encoding="utf-8")
)
LISTS = WORDS["lists"]
CHECKS = WORDS["checks"]  # E1 to E8
STEPS = range(1, len(WORDS["steps"]) + 1)


def spoken(words, name):
    """One of the words of the year in the language of the page; Thai where English is missing."""
    language = (get_language() or "th")[:2]
    return words.get(f"{name}_{language}") or words.get(f"{name}_th", "")


def choices(name):
    """A list of the year as pairs of value and word."""
    language = (get_language() or "th")[:2]
    return [(row["value"], row.get(language) or row["th"]) for row in LISTS[name]]


def check_label(item):
    """The words of a line of the checklist E1 to E8."""
    language = (get_language() or "th")[:2]
    return CHECKS[item].get(language) or CHECKS[item]["th"]


def step_words(step):
    """Title and note of a step."""
    words = WORDS["steps"][step - 1]
    return spoken(words, "title"), spoken(words, "note")


class Kind(StrEnum):
    """How a question is asked."""

    SHOWN = "shown"
    TEXT = "text"
    AREA = "area"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    NUMBER = "number"
    YEAR = "year"
    MONTH = "month"
    BOOL = "bool"
    CHOICE = "choice"
    CHOICES = "choices"
    ROWS = "rows"
    FILES = "files"


@dataclass(frozen=True)
class Column:
    """One cell of a row of answers."""

    name: str
    kind: Kind = Kind.TEXT
    source: str = ""
    required: bool = True


@dataclass(frozen=True)
class Question:
    """One question: its number, the key of its answer, its step, how it is asked.

    ``source`` names what may be chosen: a list of the year, ``policy:<kind>``, themes,
    provinces or agencies.
    """

    code: str
    key: str
    step: int
    kind: Kind
    source: str = ""
    columns: tuple = ()
    words: dict = field(default_factory=dict, compare=False)

    @cached_property
    def name(self):
        """The key as a name of a form field and an anchor on the page."""
        return self.key.replace(".", "__")

    @property
    def label(self):
        return spoken(self.words, "label")

    @property
    def help(self):
        return spoken(self.words, "help")

    @property
    def required(self):
        return self.words.get("required", False)

    @property
    def least(self):
        """The fewest rows, files or choices; one where an answer is required."""
        return self.words.get("least", int(self.required))

    @property
    def most(self):
        return self.words.get("most")

    @property
    def min_length(self):
        return self.words.get("min_length", 0)

    @property
    def max_length(self):
        return self.words.get("max_length")

    def column_words(self, column):
        return self.words["columns"][column.name]

    def column_label(self, column):
        return spoken(self.column_words(column), "label")

    def answer(self, answers):
        """This question's answer in a dictionary of answers, or None."""
        value = answers
        for part in self.key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value
