"""How a question is asked: its kind, its columns, the key of its answer."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


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

    ``source`` names what may be chosen: a list of the version, ``policy:<kind>``, themes,
    provinces or agencies.
    """

    code: str
    key: str
    step: int
    kind: Kind
    source: str = ""
    columns: tuple = ()

    @cached_property
    def name(self):
        """The key as a name of a form field and an anchor on the page."""
        return self.key.replace(".", "__")

    def answer(self, answers):
        """This question's answer in a dictionary of answers, or None."""
        value = answers
        for part in self.key.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value
