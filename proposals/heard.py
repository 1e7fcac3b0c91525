"""What the office said of a proposal, as its agency has been told."""

from dataclasses import dataclass

from proposals.states import State
from pyp_portal.history.services import timeline


@dataclass(frozen=True)
class Heard:
    """Why it did not pass, the lines of the checklist that did not, and what letters asked for."""

    reason: str
    failed: list
    items: list

    @property
    def is_nothing(self):
        return not (self.reason or self.failed or self.items)


def heard(proposal):
    """What letters of return and the result of the check have told the agency."""
    is_out = proposal.state == State.INELIGIBLE
    letters = proposal.returns.exclude(sent_at=None).prefetch_related("items")
    return Heard(
        reason=reason_of(proposal) if is_out else "",
        failed=list(proposal.checks.exclude(result="PASS")) if is_out else [],
        items=[item for letter in letters for item in letter.items.all()],
    )


def reason_of(proposal):
    event = timeline(proposal).filter(verb="mark_ineligible").last()
    return event.reason if event else ""
