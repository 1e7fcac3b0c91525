"""From eligible to decided: T12 to T22."""

from django_fsm import transition

from proposals import permissions
from proposals.lifecycle.conditions import reserve_holds, reserve_is_over
from proposals.states import State

JUDGED = [State.PITCHED, State.REVIEWING]
DECISION_GUARDS = (
    "meeting_quorate",
    "notice_ok",
    "decision_recorded",
    "minutes_certified",
    "announcement_signed",
)


class Choosing:
    """Review, pitch and decision; outcomes are released with an announcement."""

    @transition("state", source=State.ELIGIBLE, target=State.REVIEWING)
    def open_review(self, grounds):
        """T12: readers are assigned and have declared their interests."""
        grounds.require("reviewers_assigned", "coi_all_declared")

    @transition(
        "state",
        source=[State.ELIGIBLE, State.REVIEWING],
        target=State.SCREENING,
        permission=permissions.can_screen,
    )
    def revert_to_screening(self, grounds):
        """T13: something was overlooked; sheets stay, read-only; the days are counted again."""
        grounds.require("no_announcement")
        grounds.require_reason()
        self.screening_started_at = self.arrival

    @transition("state", source=State.REVIEWING, target=State.SHORTLISTED)
    def shortlist(self, grounds):
        """T14: released with an announcement."""
        grounds.require("sheets_submitted", "decision_recorded", "pitch_planned")
        grounds.require("announcement_signed")

    @transition("state", source=State.REVIEWING, target=State.NOT_SHORTLISTED)
    def not_shortlist(self, grounds):
        """T15: released with an announcement, with advice."""
        grounds.require("sheets_submitted", "decision_recorded", "pitch_planned")
        grounds.require("announcement_signed")
        grounds.require_reason()
        self.ended_at = self.arrival

    @transition("state", source=State.SHORTLISTED, target=State.PITCHED)
    def record_pitch(self, grounds):
        """T16: the pitch was held before a quorum."""
        grounds.require("meeting_quorate", "slot_presented")

    @transition("state", source=State.SHORTLISTED, target=State.NOT_SELECTED)
    def no_show(self, grounds):
        """T17: nobody came to the pitch, also not to the second slot."""
        grounds.require("slot_missed", "announcement_signed")
        grounds.require_reason()
        self.ended_at = self.arrival

    @transition("state", source=JUDGED, target=State.SELECTED)
    def select(self, grounds):
        """T18: released with a signed announcement."""
        grounds.require(*DECISION_GUARDS, "capacity_ok", "pitch_mode_allows")
        self.decided_at = self.arrival

    @transition("state", source=JUDGED, target=State.RESERVE)
    def place_reserve(self, grounds, rank, valid_until):
        """T19: in the order of the reserve list, until a day."""
        grounds.require(*DECISION_GUARDS, "pitch_mode_allows")
        self.decided_at = self.arrival
        self.reserve_rank = rank
        self.reserve_valid_until = valid_until

    @transition("state", source=JUDGED, target=State.NOT_SELECTED)
    def decline(self, grounds):
        """T20: released with a signed announcement, with strengths and advice."""
        grounds.require(*DECISION_GUARDS, "pitch_mode_allows")
        self.decided_at = self.arrival
        self.ended_at = self.arrival

    @transition(
        "state",
        source=State.RESERVE,
        target=State.SELECTED,
        conditions=[reserve_holds],
        permission=permissions.is_director,
    )
    def promote_reserve(self, grounds):
        """T21: a selected issue left, and this one is next."""
        grounds.require("seat_left", "next_in_reserve")
        self.decided_at = self.arrival

    @transition(
        "state", source=State.RESERVE, target=State.NOT_SELECTED, conditions=[reserve_is_over]
    )
    def release_reserve(self, grounds):
        """T22: the reserve list has run out."""
        self.ended_at = self.arrival
