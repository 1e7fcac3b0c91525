"""Who may do what, explained: the rules of the pages, asked for a person, with the rule in words.

A rule here never decides anything: it names the function that the pages themselves ask.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _


def nothing(record, person):
    return ""


@dataclass(frozen=True)
class Rule:
    """A verb, the function that allows it, and what that function says, in words.

    ``stops`` answers with the sentence of what stands in the way now (state, deadline, round)
    where the rule itself allows the person.
    """

    label: str
    allows: Callable
    words: str
    stops: Callable = nothing


@dataclass(frozen=True)
class Verdict:
    """Yes or no for one verb, the rule in words, and what stands in the way."""

    label: str
    may: bool
    rule: str
    because: str = ""
    is_met: bool = False  # the rule allows the person, whatever stands in the way now

    @property
    def badge(self):
        """Tone, icon and words: yes, not yet, or no."""
        if self.may:
            return "good", "check", _("May do it")
        return ("wait", "clock", _("Not now")) if self.is_met else ("still", "x", _("Not allowed"))


@dataclass(frozen=True)
class Ground:
    """Why a person may something at all: what they hold, since when, until when, from whom.

    ``holds``: the end is a day that is yet to come.
    """

    words: str
    detail: str = ""
    since: date | datetime | None = None
    until: date | datetime | None = None
    by: str = ""
    url: str = ""
    holds: bool = False

    @property
    def is_over(self):
        return self.until is not None and not self.holds


@dataclass(frozen=True)
class Reader:
    """A person and what opens a record to them; ``is_closed`` shuts out whatever they hold."""

    person: object
    grounds: list
    is_closed: bool = False


def judged(rules, record, person, unseen=""):
    """What each rule says of this person, yes first, then what stands in the way now.

    ``unseen`` is why the record is shut to them at all.
    """
    found = [_verdict(rule, record, person, unseen) for rule in rules]
    return sorted(found, key=lambda one: (not one.may, not one.is_met))


def _verdict(rule, record, person, unseen):
    if unseen:
        return Verdict(rule.label, False, rule.words, unseen)
    if not rule.allows(record, person):
        return Verdict(rule.label, False, rule.words, _("The rule is not met."))
    stop = str(rule.stops(record, person) or "")
    return Verdict(rule.label, not stop, rule.words, stop, is_met=True)
