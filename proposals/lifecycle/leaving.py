"""Ways out at any time, and the correction: T31 to T33."""

from django_fsm import RETURN_VALUE, transition

from proposals import permissions
from proposals.states import TERMINAL, State

WITHDRAWABLE = [
    State.SUBMITTED,
    State.SCREENING,
    State.RETURNED,
    State.ELIGIBLE,
    State.REVIEWING,
    State.SHORTLISTED,
    State.PITCHED,
    State.RESERVE,
    State.SELECTED,
]


class Leaving:
    """Withdrawn, discontinued, corrected."""

    @transition(
        "state",
        source=WITHDRAWABLE,
        target=State.WITHDRAWN,
        permission=permissions.can_withdraw,
    )
    def withdraw(self, grounds):
        """T31: the agency withdraws, with its head's letter; after T18 the director confirms."""
        grounds.require_reason()
        self.ended_at = self.arrival

    @transition(
        "state",
        source=[State.IN_LAB, State.LAB_COMPLETED, State.PRESENTED, State.FOLLOW_UP],
        target=State.DISCONTINUED,
        permission=permissions.is_director,
    )
    def discontinue(self, grounds):
        """T32: stopped, with what was learned."""
        grounds.require("lesson_learned")
        grounds.require_reason()
        self.ended_at = self.arrival

    @transition(
        "state",
        source="*",
        target=RETURN_VALUE(*[state for state in State if state not in TERMINAL]),
        permission=permissions.is_admin,
    )
    def admin_correct(self, grounds, to):
        """T33: an administrator's correction that a second one has confirmed."""
        grounds.require("second_person")
        grounds.require_reason()
        self.ended_at = None
        return State(to)
