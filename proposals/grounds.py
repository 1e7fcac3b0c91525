"""Why a proposal may move: who asks, in which words, when, and what a later room has checked."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

REASON_MIN, REASON_MAX = 10, 1000


class MoveRefused(Exception):
    """A move that the rules do not allow now; ``sentence`` tells the person why."""

    @property
    def sentence(self):
        return str(self.args[0]) if self.args else str(_("This cannot be done now."))


class GuardsNotPassed(MoveRefused):
    """Guards that the calling room has not shown to hold."""

    def __init__(self, missing):
        self.missing = frozenset(missing)
        super().__init__(_("Not everything that this step needs has been checked."))


class ReasonNeeded(MoveRefused):
    """The reason is missing, too short or too long (guard ``reason``, section 5.2)."""

    def __init__(self):
        super().__init__(
            _("Give a reason of %(min)d to %(max)d characters.")
            % {"min": REASON_MIN, "max": REASON_MAX}
        )


class StaleVersion(MoveRefused):
    """Somebody else changed the proposal since the page was opened (section 5.3)."""


@dataclass(frozen=True)
class Grounds:
    """Who asks for a move, in which words, when it arrived, and what has been checked.

    ``by`` is None for the portal's own jobs. ``at`` is the arrival of the request
    (deadlines count by it); without it the portal's clock is asked.
    """

    by: object = None
    reason: str = ""
    passed: frozenset = field(default_factory=frozenset)
    at: datetime | None = None

    def require(self, *guards):
        """Raise ``GuardsNotPassed`` unless each named guard has been passed."""
        missing = set(guards) - self.passed
        if missing:
            raise GuardsNotPassed(missing)

    def require_reason(self):
        """Raise ``ReasonNeeded`` unless the reason has 10 to 1,000 characters."""
        if not REASON_MIN <= len(self.reason.strip()) <= REASON_MAX:
            raise ReasonNeeded
