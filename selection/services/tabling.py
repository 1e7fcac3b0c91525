"""The sheets of a stage as plain values, from which the lines of its table are made.

A table has thousands of sheets with six points each, and is made in the request that hands in
a sheet after its round was closed: records would cost five times as much.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from selection import sealed_table
from selection.models import Score, SheetVersion

WORDS = ("strength_th", "advice_th", "confidence")
FACTS = ("pk", "uid", "proposal__code", "seat__seat_no", "submitted_at", "recused_at")


@dataclass(frozen=True, slots=True)
class Version:
    """What a sheet said when it was last handed in."""

    number: int
    content: dict
    total: Decimal
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One sheet: whose and about what, what it says now, and its last version."""

    uid: str
    proposal: str
    seat: int
    submitted_at: datetime | None
    recused_at: datetime | None
    abstained_at: datetime | None
    total: Decimal | None
    content: dict
    version: Version | None

    @property
    def is_counted(self):
        """The twin of ``ScoreSheetQuerySet.counted``."""
        return bool(self.submitted_at and not (self.recused_at or self.abstained_at))

    @property
    def says_the_same(self):
        """True while the sheet says what its last version says."""
        last = self.version
        return (
            last is not None
            and sealed_table.agree(self.content, last.content)
            and (self.total, self.submitted_at) == (last.total, last.submitted_at)
        )

    def absent(self):
        """The line of a sheet that does not count."""
        why = "recused" if self.recused_at else "abstained" if self.abstained_at else "missing"
        return {"proposal": self.proposal, "seat": self.seat, "why": why}

    def line(self, sealed):
        """The line of a sheet that counts: that of the table before, where it was in it.

        Refuses a sheet that is not as it was handed in.
        """
        if not self.says_the_same:
            raise MoveRefused(
                _("The sheet of seat %(seat)d about %(code)s is not as it was submitted.")
                % {"seat": self.seat, "code": self.proposal}
            )
        known = sealed.get(self.uid)
        if known is not None and known["version"] == self.version.number:
            return known
        return sealed_table.line(
            proposal=self.proposal,
            seat=self.seat,
            sheet=self.uid,
            version=self.version.number,
            content=self.version.content,
            total=self.version.total,
            submitted_at=self.version.submitted_at,
        )


def rows(sheets):
    """The rows of these sheets in the order of their keys, in three statements."""
    facts = sheets.order_by("pk").values_list(*FACTS, "abstained_at", "total", *WORDS)
    found = list(facts)
    keys = [row[0] for row in found]
    points, comments = _said(keys)
    versions = _versions(keys)
    return [
        _row(fact, {"scores": points[fact[0]], "comments": comments[fact[0]]}, versions)
        for fact in found
    ]


def _row(fact, said, versions):
    key, uid, code, seat, submitted, recused, abstained, total, *words = fact
    content = said | dict(zip(WORDS, words, strict=True))
    return Row(
        str(uid), code, seat, submitted, recused, abstained, total, content, versions.get(key)
    )


def _said(keys):
    """({sheet: points by criterion}, {sheet: comments}) as versions keep them."""
    points, comments = defaultdict(dict), defaultdict(dict)
    found = Score.objects.filter(sheet__in=keys).order_by("pk")
    for sheet, code, value, comment in found.values_list(
        "sheet", "criterion__code", "points", "comment"
    ):
        if value is not None:
            points[sheet][code] = str(value)
        if comment:
            comments[sheet][code] = comment
    return points, comments


def _versions(keys):
    """{sheet: its last version}."""
    found = SheetVersion.objects.filter(sheet__in=keys).order_by("number")
    names = ("number", "content", "total", "submitted_at")
    return {sheet: Version(*rest) for sheet, *rest in found.values_list("sheet", *names)}
