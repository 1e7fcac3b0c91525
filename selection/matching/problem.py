"""What the optimiser is asked: judges, proposals, rules, and what must not or must be."""

import hashlib
import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Judge:
    """A member who may read, known by the number of the seat."""

    number: int
    agencies: frozenset = frozenset()
    themes: frozenset = frozenset()  # what they are expert in
    regions: frozenset = frozenset()  # which parts of the country they know
    home: frozenset = frozenset()  # the regions from which they come
    ceiling: int | None = None  # the most they can read, where they said so
    share: int = 100  # percent of the days until the sheets are due on which they are there


@dataclass(frozen=True)
class Issue:
    """A proposal to be read, known by its code."""

    code: str
    theme: str = ""
    region: str = ""


@dataclass(frozen=True)
class Rules:
    """What the secretary asks for."""

    readers: int = 3
    floor: int = 0
    ceiling: int | None = None
    expert: bool = True  # at least one reader who knows the theme; otherwise only wished
    outside: bool = True  # at least one reader from another region; otherwise only wished
    keep_all: bool = False  # every present reader stays, not only those who have scored
    everyone: bool = False  # every judge without a conflict reads every proposal


@dataclass(frozen=True)
class Trouble:
    """A rule that does not hold: for which proposal or judge, how many there are and should be."""

    rule: str
    code: str = ""
    number: int = 0
    count: int = 0
    needed: int = 0
    groups: tuple = ()

    def as_data(self):
        """The trouble as plain data, without what it does not say."""
        return {name: value for name, value in asdict(self).items() if value or name == "rule"}

    @classmethod
    def of_data(cls, data):
        groups = tuple(tuple(group) for group in data.get("groups", ()))
        return cls(**{**data, "groups": groups})


class Unsolvable(Exception):
    """The rules cannot be kept together; ``troubles`` say which, and for whom."""

    def __init__(self, troubles):
        super().__init__(troubles)
        self.troubles = troubles


@dataclass(frozen=True)
class Problem:
    """All that a result depends on; pairs are (number of the seat, code of the proposal)."""

    judges: tuple
    issues: tuple
    rules: Rules = field(default_factory=Rules)
    blocked: frozenset = frozenset()  # a conflict, or one that must be declared first
    scored: frozenset = frozenset()  # handed in or begun: stays whatever happens
    present: frozenset = frozenset()  # who reads today
    seed: int = 0

    @property
    def kept(self):
        """Pairs that stay: what has been scored, and every present reader where that is asked."""
        held = self.scored | (self.present if self.rules.keep_all else frozenset())
        return held - self.blocked

    def allowed(self):
        """All pairs that no conflict forbids, by proposal and seat."""
        return [
            (judge, issue)
            for issue in self.issues
            for judge in self.judges
            if (judge.number, issue.code) not in self.blocked
        ]

    def as_data(self):
        """The problem as plain data in a fixed order: the same problem, the same text."""
        return {
            "judges": [_plain(judge) for judge in self.judges],
            "issues": [asdict(issue) for issue in self.issues],
            "rules": asdict(self.rules),
            "blocked": pairs_as_data(self.blocked),
            "scored": pairs_as_data(self.scored),
            "present": pairs_as_data(self.present),
            "seed": self.seed,
        }

    @classmethod
    def of_data(cls, data):
        """The problem again, from what ``as_data`` gave."""
        pairs = {name: pairs_of_data(data[name]) for name in ("blocked", "scored", "present")}
        return cls(
            judges=tuple(_judge(judge) for judge in data["judges"]),
            issues=tuple(Issue(**issue) for issue in data["issues"]),
            rules=Rules(**data["rules"]),
            seed=data["seed"],
            **pairs,
        )


SETS = ("agencies", "themes", "regions", "home")


def _plain(judge):
    return asdict(judge) | {name: sorted(getattr(judge, name)) for name in SETS}


def _judge(data):
    return Judge(**{**data, **{name: frozenset(data[name]) for name in SETS}})


def pairs_as_data(pairs):
    """Pairs as sorted lists."""
    return sorted(map(list, pairs))


def pairs_of_data(data):
    """The pairs again."""
    return frozenset((number, code) for number, code in data)


def digest(data):
    """SHA-256 of plain data, written with sorted keys and no spaces."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def knows_theme(judge, issue):
    """True when the theme of the proposal is one the judge is expert in."""
    return issue.theme in judge.themes


def knows_region(judge, issue):
    """True when the proposal comes from a part of the country that the judge knows."""
    return issue.region in judge.regions


def is_outside(judge, issue):
    """True when the judge does not come from the region of the proposal."""
    return issue.region not in judge.home


def bounds(problem, judge):
    """(least, most) proposals of these that a judge may get; what is kept always fits."""
    kept = sum(number == judge.number for number, _code in problem.kept)
    limits = [limit for limit in (problem.rules.ceiling, judge.ceiling) if limit is not None]
    most = min(limits, default=len(problem.issues)) * judge.share // 100
    most = max(most, kept)
    free = sum((judge.number, issue.code) not in problem.blocked for issue in problem.issues)
    return min(problem.rules.floor, most, free), most
