"""How far a figure has come: from before, towards its target, since the last report."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Progress:
    """One indicator: what it was before, what it should become, last time and now."""

    baseline: Decimal | None
    target: Decimal | None
    last: Decimal | None
    value: Decimal | None

    @property
    def change(self):
        """What was added since the last report, or None."""
        if self.value is None or self.last is None:
            return None
        return self.value - self.last

    @property
    def is_falling(self):
        """True for what should become less, such as days of waiting."""
        return None not in (self.baseline, self.target) and self.target < self.baseline

    @property
    def percent(self):
        """How much of the way from before to the target is done, in whole percent, or None.

        Less than nothing where it is worse than before, more than 100 beyond the target.
        """
        if None in (self.baseline, self.target, self.value) or self.target == self.baseline:
            return None
        way = (self.value - self.baseline) / (self.target - self.baseline) * 100
        return int(Decimal(way).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def is_worse(self):
        """True where it went the wrong way since the last report."""
        if not self.change or None in (self.baseline, self.target):
            return False
        return (self.change > 0) == self.is_falling

    @property
    def tone(self):
        return "wait" if self.is_worse else "good" if self.change else "still"

    @property
    def icon(self):
        if not self.change:
            return "ring"
        return "arrow-up" if self.change > 0 else "arrow-down"

    @property
    def words(self):
        """The change and the way done, as a sentence; empty where neither is known."""
        return ", ".join(filter(None, [self._changed(), self._done()]))

    def _changed(self):
        if self.change is None:
            return ""
        if not self.change:
            return _("The same as last time")
        words = (
            _("%(n)s more than last time") if self.change > 0 else _("%(n)s less than last time")
        )
        return words % {"n": plain(abs(self.change))}

    def _done(self):
        if self.percent is None:
            return ""
        return _("%(n)s percent of the way to the target") % {"n": self.percent}


def plain(number):
    """1,250 and 0.5: as people write figures, without needless zeros."""
    return f"{Decimal(number).normalize():,f}"
