"""Who saved which answer at which version, and what a page had seen of it: pure comparisons.

A page sends with its answers what it had when it was opened. An answer clashes when
somebody else has saved another one since; nothing is ever overwritten unseen.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class Stamp:
    """When, by whom and from which tab an answer was saved last."""

    version: int = 0
    by: int | None = None
    tab: str = ""
    turn: int = 0
    at: str = ""

    @classmethod
    def of(cls, kept):
        """From what ``Answers.stamps`` holds for a question, or the stamp of nobody."""
        return cls(**kept) if kept else cls()

    def kept(self):
        return asdict(self)

    @property
    def moment(self):
        return datetime.fromisoformat(self.at) if self.at else None

    def is_from(self, by, tab):
        """True when this very tab of this person saved it."""
        return bool(tab) and self.tab == tab and self.by == by.pk


@dataclass(frozen=True)
class Sight:
    """What a page had of the answers when it sent its own.

    ``base`` is the version it was opened with (None: the caller has just read it), ``seen``
    the versions of single answers that it has been told since, or that a text which was taken
    back from the browser had been written upon; ``was`` has the digests of the answers it
    showed, ``chosen`` and ``yielded`` are what its reader decided about clashes. ``turn``
    counts its posts, so that one that was held up on its way is known.
    """

    base: int | None = None
    tab: str = ""
    turn: int = 0
    seen: dict = field(default_factory=dict)
    was: dict = field(default_factory=dict)
    chosen: frozenset = frozenset()
    yielded: frozenset = frozenset()

    def has_seen(self, name):
        """The newest version of this answer that the page knows of; None knows all."""
        return None if self.base is None else self.seen.get(name, self.base)


class Verdict(StrEnum):
    """What is to be done with an answer that was sent."""

    SAME = "same"  # it stands already
    WRITE = "write"
    THEIRS = "theirs"  # the page never changed it, somebody else did
    LATE = "late"  # the same tab has sent a newer one, which came first
    CLASH = "clash"
    WRONG = "wrong"  # against a rule between proposals


def verdict(name, value, current, stamp, sight, by):
    """Compare one sent answer with the one that stands."""
    if digest(value) == digest(current):
        return Verdict.SAME
    if stamp.is_from(by, sight.tab):
        return Verdict.LATE if sight.turn < stamp.turn else Verdict.WRITE
    seen = sight.has_seen(name)
    if seen is None or stamp.version <= seen:
        return Verdict.WRITE
    return Verdict.THEIRS if sight.was.get(name) == digest(value) else Verdict.CLASH


def canonical(value):
    """A value such that two which say the same are equal: nothing is nothing, 46.0 is 46."""
    if isinstance(value, dict):
        parts = {key: canonical(part) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part is not None} or None
    if isinstance(value, list | tuple):
        return [canonical(part) for part in value] or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value is None or value is False or value == "" else value


def digest(value):
    """Twelve letters by which an answer is known again."""
    text = json.dumps(canonical(value), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
