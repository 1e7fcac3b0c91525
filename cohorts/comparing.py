"""Two frozen sets of figures side by side: pure functions, no database."""

from dataclasses import dataclass
from decimal import Decimal

from cohorts.presenting_states import CARRIED_OUT, DirectiveStatus
from cohorts.spread_states import WORKING_SITES

ROWS = {
    "submitted": lambda f: f.get("submitted"),
    "teams": lambda f: f.get("teams"),
    "people": lambda f: total(f, "people"),
    "hours": lambda f: total(f, "hours"),
    "public": lambda f: total(f, "public"),
    "sites": lambda f: total(f, "sites"),
    "working": lambda f: sum(f.get("sites", {}).get(key, 0) for key in WORKING_SITES),
    "directives": lambda f: total(f, "directives"),
    "carried_out": lambda f: sum(f.get("directives", {}).get(key, 0) for key in CARRIED_OUT),
    "confirmed": lambda f: f.get("directives", {}).get(DirectiveStatus.DONE, 0),
    "overdue": lambda f: f.get("overdue"),
    "raised": lambda f: f.get("raised"),
}


@dataclass(frozen=True)
class Delta:
    """A figure now, in the report before, and how it has changed; None where it is unknown."""

    key: str
    now: int | Decimal | None
    before: int | Decimal | None = None

    @property
    def change(self):
        if self.now is None or self.before is None:
            return None
        return self.now - self.before

    @property
    def sign(self):
        """The change as it is printed: +3, -2, 0."""
        return "" if self.change is None else f"{self.change:+,}" if self.change else "0"


def total(figures, key):
    """The sum of a count; None where an older report did not count it."""
    return sum(figures[key].values()) if key in figures else None


def deltas(now, before=None):
    """The main figures of a report beside those of the one before it."""
    return [
        Delta(key, read(now), read(before) if before is not None else None)
        for key, read in ROWS.items()
    ]


def issue_before(before, code):
    """The page of an issue in the report before, or None."""
    issues = before["issues"] if before else []
    return next((one for one in issues if one["code"] == code), None)


def of_issue(one, before=None):
    """Sites and people reached of one issue, then and now, and each indicator by its name."""
    then = before or {}
    rows = [Delta(key, one.get(key), then.get(key)) for key in ("sites", "working", "reached")]
    past = {row["name"]: row["value"] for row in then.get("indicators", [])}
    rows += [
        Delta(row["name"], number(row["value"]), number(past.get(row["name"])))
        for row in one["indicators"]
    ]
    return rows


def number(text):
    """A figure as the snapshot keeps it, as a number again."""
    return None if text is None else Decimal(text)
