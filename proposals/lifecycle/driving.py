"""From selected to closed: T23 to T30."""

from django_fsm import transition

from proposals import permissions
from proposals.states import State


class Driving:
    """Lab, presentation, follow-up and scale-out."""

    # --- The lab
    @transition(
        "state",
        source=State.SELECTED,
        target=State.IN_LAB,
        permission=permissions.can_screen,
    )
    def enter_lab(self, grounds):
        """T23: the team is complete or the gap is waived, and the agency has committed."""
        grounds.require("team_complete", "phase_open", "commitment_letter")

    @transition(
        "state",
        source=State.IN_LAB,
        target=State.LAB_COMPLETED,
        permission=permissions.can_screen,
    )
    def complete_lab(self, grounds):
        """T24: gates passed, tested with the public before scale-out (R-38), plan ready (R-52)."""
        grounds.require("gates_passed", "public_test_done", "scale_plan_ready")

    @transition(
        "state",
        source=State.LAB_COMPLETED,
        target=State.IN_LAB,
        permission=permissions.can_screen,
    )
    def reopen_lab(self, grounds):
        """T25: back to work before the presentation."""
        grounds.require_reason()

    @transition(
        "state",
        source=State.LAB_COMPLETED,
        target=State.PRESENTED,
        permission=permissions.can_screen,
    )
    def record_presentation(self, grounds):
        """T26: the results were presented to the Prime Minister or a delegated minister (R-53)."""
        grounds.require("presented_recorded")

    # --- After the lab
    @transition(
        "state",
        source=State.PRESENTED,
        target=State.FOLLOW_UP,
        permission=permissions.can_screen,
    )
    def start_follow_up(self, grounds):
        """T27: an agency is responsible from here on."""
        grounds.require("responsible_agency_named")

    @transition(
        "state",
        source=State.FOLLOW_UP,
        target=State.SCALED,
        permission=permissions.can_screen,
    )
    def mark_scaled(self, grounds):
        """T28: enough other areas carry it, with evidence."""
        grounds.require("sites_ok", "evidence")

    @transition(
        "state",
        source=State.SCALED,
        target=State.FOLLOW_UP,
        permission=permissions.can_screen,
    )
    def resume_follow_up(self, grounds):
        """T29: the spread fell back."""
        grounds.require_reason()

    @transition(
        "state",
        source=[State.FOLLOW_UP, State.SCALED],
        target=State.CLOSED,
        permission=permissions.is_director,
    )
    def close(self, grounds):
        """T30: the last round is in or waived and the closing summary is written."""
        grounds.require("final_round_done", "closing_summary")
        self.ended_at = self.arrival
