"""The pages that are measured: who asks for each, and the most it may cost.

``floors`` and ``statements`` are the limits at 10,000 proposals.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page, who asks for it, and the most it may cost at 10,000 proposals."""

    name: str
    who: str
    floors: int
    statements: int
    share: float = 1.0  # of the requests asked for: a slow page is asked less often

    def asked(self, requests):
        """How often this page is asked for."""
        return max(int(requests * self.share), 5)


# In the table of every run: what another portal was measured with.
PAGES = (
    Page("call", "", 5, 6),
    Page("list", "staff", 25, 15),
    Page("search", "staff", 25, 15),
    Page("detail", "staff", 20, 20),
    Page("score_form", "member", 25, 20),
    Page("board", "secretary", 30, 20, 0.3),
    Page("home", "staff", 25, 25),
    Page("cohort", "staff", 30, 20, 0.3),
    Page("follow_up", "staff", 20, 20),
    # A cohort of 10 teams, 200 people, 60 sessions, 12,000 rows of attendance, 3,000
    # opinions, 400 areas.
    Page("lab_cockpit", "staff", 30, 20, 0.3),
    Page("lab_roster", "staff", 30, 20, 0.3),
    Page("statistics", "", 15, 12),
    Page("lab_statistics", "", 15, 12),
    Page("public_issue", "", 15, 12),
    Page("spread_of_issue", "", 15, 12),
    Page("lab_sites", "staff", 30, 20, 0.3),
)

# Asked at three sizes: every list, board and cockpit page.
GROWING = (
    *PAGES,
    Page("list_by_state", "staff", 25, 15),
    Page("list_at_the_end", "staff", 25, 15),
    Page("list_by_arrival", "staff", 25, 15),
    Page("list_of_region", "staff", 25, 15),
    Page("search_often_found", "staff", 25, 15),
    Page("list_of_agency", "applicant", 25, 15),
    Page("journey", "staff", 20, 20),
    Page("home_of_member", "member", 20, 25),
    Page("home_of_applicant", "applicant", 20, 25),
    Page("home_of_participant", "participant", 20, 25),
    Page("overview", "secretary", 20, 25),
    Page("declarations", "member", 25, 20),
    Page("assignments", "secretary", 30, 20, 0.3),
    Page("tasks", "member", 25, 20),
    Page("board_at_the_end", "secretary", 30, 20, 0.3),
    Page("pitch_sessions", "secretary", 25, 20),
    Page("pitch_session", "secretary", 25, 20),
    Page("meetings", "secretary", 25, 20),
    Page("meeting", "secretary", 25, 20),
    Page("announcements", "secretary", 25, 20),
    Page("announcement", "secretary", 25, 20),
    Page("reserve", "secretary", 25, 20),
    Page("lab_hours", "staff", 50, 30, 0.3),
    Page("spread", "", 15, 12),
    Page("over_the_years", "staff", 30, 20),
    Page("alumni", "staff", 30, 20),
    Page("my_teams", "participant", 20, 20),
    Page("team", "staff", 20, 25),
    Page("presentation", "staff", 20, 20),
    Page("round", "staff", 20, 20),
    Page("papers", "staff", 20, 20),
    Page("agencies", "staff", 20, 20),
    Page("outbox", "staff", 20, 20),
)
