"""From draft to eligible: T02 to T11."""

from django_fsm import transition

from proposals import permissions
from proposals.lifecycle.conditions import (
    case_owner_set,
    checklist_done,
    checklist_passed,
    defects_named,
    is_call_open,
    is_call_over,
    is_complete,
    is_endorsed,
    returns_left,
    revision_in_time,
    revision_is_late,
)
from proposals.states import State


class Intake:
    """Handing in and screening."""

    # --- The call
    @transition(
        "state",
        source=State.DRAFT,
        target=State.SUBMITTED,
        conditions=[is_call_open, is_complete],
        permission=permissions.can_submit,
    )
    def submit(self, grounds):
        """T02: the agency hands in."""
        self.submitted_at = self.arrival

    @transition(
        "state",
        source=State.SUBMITTED,
        target=State.DRAFT,
        conditions=[is_call_open],
        permission=permissions.can_submit,
    )
    def recall(self, grounds):
        """T03: the agency takes it back while the call is open and nobody has begun to check."""
        self.submitted_at = None
        self.awaits_endorsement = False

    @transition("state", source=State.DRAFT, target=State.EXPIRED, conditions=[is_call_over])
    def expire(self, grounds):
        """T04: not submitted in time."""
        self.ended_at = self.arrival

    # --- Screening
    @transition(
        "state",
        source=State.SUBMITTED,
        target=State.SCREENING,
        conditions=[case_owner_set],
        permission=permissions.can_screen,
    )
    def start_screening(self, grounds):
        """T05: an officer begins to check."""
        self.screening_started_at = self.arrival

    @transition(
        "state",
        source=State.SCREENING,
        target=State.RETURNED,
        conditions=[returns_left, defects_named],
        permission=permissions.can_screen,
    )
    def return_for_revision(self, grounds, due_at):
        """T06: all defects at once, to be answered before ``due_at``."""
        self.return_count += 1
        self.revision_due_at = due_at

    @transition(
        "state",
        source=State.RETURNED,
        target=State.SCREENING,
        conditions=[revision_in_time, is_complete],
        permission=permissions.can_submit,
    )
    def resubmit(self, grounds):
        """T07: the agency answers; the days of the screening are counted from here again."""
        self.screening_started_at = self.arrival

    @transition(
        "state", source=State.RETURNED, target=State.INELIGIBLE, conditions=[revision_is_late]
    )
    def lapse_revision(self, grounds):
        """T08: the answer did not come in time."""
        self.ended_at = self.arrival

    @transition(
        "state",
        source=State.SCREENING,
        target=State.ELIGIBLE,
        conditions=[checklist_done, checklist_passed, is_endorsed],
        permission=permissions.can_screen,
    )
    def mark_eligible(self, grounds):
        """T09: everything on the checklist holds, and the head of the agency stands behind it."""

    @transition(
        "state",
        source=State.SCREENING,
        target=State.INELIGIBLE,
        conditions=[checklist_done],
        permission=permissions.is_director,
    )
    def mark_ineligible(self, grounds):
        """T10: an officer proposes, the director confirms."""
        grounds.require("second_person")
        grounds.require_reason()
        self.ended_at = self.arrival

    @transition(
        "state",
        source=[State.SCREENING, State.ELIGIBLE],
        target=State.MERGED,
        permission=permissions.can_screen,
    )
    def merge_into(self, grounds, other):
        """T11: both agencies agreed by letter; the work goes on in ``other``."""
        grounds.require("both_agreed")
        self.merged_into = other
        self.ended_at = self.arrival
