"""The words in which this room classifies: stages, seats, interests, outcomes (a leaf)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """What is judged: the documents, or the pitch."""

    DOC = "doc", _("Document review")
    PITCH = "pitch", _("Pitch")


class PitchMode(models.TextChoices):
    """Who pitches this year."""

    NONE = "none", _("No pitch")
    SOME = "some", _("Shortlisted proposals pitch")
    ALL = "all", _("All proposals pitch")


class QuorumBase(models.TextChoices):
    """Of whom a third must come at a second call (section 4.5)."""

    TOTAL = "total", _("All voting seats filled that day")
    EFFECTIVE = "effective", _("Voting seats without those that stepped aside")


class Feedback(models.TextChoices):
    """What applicants learn after the announcement."""

    COMMENTS = "comments", _("Merged comments")
    MEANS = "means", _("Means of the criteria and merged comments")


class Remarks(models.TextChoices):
    """Whether members give a reason beside the points of each criterion."""

    OFF = "off", _("No reasons")
    OPTIONAL = "optional", _("Reasons where one likes")
    REQUIRED = "required", _("A reason for each criterion")


class Reveal(models.TextChoices):
    """When members see the points of the others (section 4.4, 9)."""

    SHEET = "sheet", _("Once their own sheet of that proposal is in")
    STAGE = "stage", _("Once all their own sheets of that stage are in")
    SEALED = "sealed", _("Once the round is closed")


class SeatRole(models.TextChoices):
    """Seats of the committee (glossary, section 2.4)."""

    CHAIR = "CHAIR", _("Chair")
    VICE_CHAIR = "VICE_CHAIR", _("Vice-chair")
    EX_OFFICIO = "EX_OFFICIO", _("Ex-officio member")
    AGENCY_REP = "AGENCY_REP", _("Agency representative")
    EXPERT = "EXPERT", _("Expert member")
    SECRETARY = "SECRETARY", _("Member and secretary")
    ASSISTANT_SECRETARY = "ASSISTANT_SECRETARY", _("Assistant secretary")
    ADVISER_NO_VOTE = "ADVISER_NO_VOTE", _("Adviser without vote")
    POOL_EXPERT = "POOL_EXPERT", _("Expert who reads and scores only")


CHAIRS = frozenset({SeatRole.CHAIR, SeatRole.VICE_CHAIR})
CLERKS = frozenset({SeatRole.SECRETARY, SeatRole.ASSISTANT_SECRETARY})
# Chair and clerks see the board and the submitted sheets of the others (K8, section 4.4).
OVERSEERS = frozenset({SeatRole.CHAIR, *CLERKS})
SUBSTITUTABLE = frozenset({SeatRole.EX_OFFICIO, SeatRole.AGENCY_REP})  # K13
NEVER_VOTES = frozenset({SeatRole.ADVISER_NO_VOTE, SeatRole.POOL_EXPERT})
NEVER_SCORES = frozenset({SeatRole.ADVISER_NO_VOTE})


class Basis(models.TextChoices):
    """How an order names the holder of a seat (K1)."""

    NAMED = "named", _("By name")
    POSITION = "position", _("By position")


class Severity(models.TextChoices):
    """How an interest counts: a hard one shuts the proposal, a soft one is shown to the chair."""

    NONE = "none", _("No interest")
    SOFT = "soft", _("Acquainted, no interest")
    HARD = "hard", _("Interest: steps aside")


class Interest(models.TextChoices):
    """Kinds of interest (K5 to K8)."""

    SAME_AGENCY_LEAD = "SAME_AGENCY_LEAD", _("Works for the proposing agency")
    SAME_AGENCY_PARTNER = "SAME_AGENCY_PARTNER", _("Works for a partner agency")
    PARENT_CHILD_AGENCY = "PARENT_CHILD_AGENCY", _("Works for a parent or child agency")
    SUPERVISOR_LINE = "SUPERVISOR_LINE", _("In the line of command of the agency")
    ANCESTOR_AGENCY = "ANCESTOR_AGENCY", _("Works for an agency further up or down the line")
    NOMINEE = "NOMINEE", _("Named as participant of the proposal")
    NAMED_ADVISER = "NAMED_ADVISER", _("Adviser or mentor of the proposal")
    NAMED_CONTACT = "NAMED_CONTACT", _("Named in the proposal")
    SECOND_ACCOUNT = "SECOND_ACCOUNT", _("Bears the name of somebody behind the proposal")
    PAST_CASE_OWNER = "PAST_CASE_OWNER", _("Handled the proposal as an officer")
    FORMER_EMPLOYMENT_2Y = "FORMER_EMPLOYMENT_2Y", _("Worked there in the last years")
    SAME_PROVINCE = "SAME_PROVINCE", _("Works in the same province")
    RELATIVE_3RD_DEGREE = "RELATIVE_3RD_DEGREE", _("Relative")
    FINANCIAL_INTEREST = "FINANCIAL_INTEREST", _("Financial interest")
    ACQUAINTANCE = "ACQUAINTANCE", _("Acquainted")
    OTHER = "OTHER", _("Other cause")


# The records only hint at these: shown to the member and the chair, and nothing is shut.
SOFT_INTERESTS = frozenset({Interest.SAME_PROVINCE, Interest.ANCESTOR_AGENCY})


class Verdict(models.TextChoices):
    """What the secretary or the chair made of a suggested interest.

    The last two hold for the whole pair, whatever the records show later.
    """

    CONFIRMED = "confirmed", _("Confirmed")
    DISMISSED = "dismissed", _("Dismissed")
    PINNED = "pinned", _("Interest, settled for good")
    CLEARED = "cleared", _("No interest, settled for good")


SETTLED = frozenset({Verdict.PINNED, Verdict.CLEARED})


class Zone(models.TextChoices):
    """How sure the scores are that a proposal is among the selected: 10 to 90 % is grey."""

    IN = "in", _("Clearly within the seats")
    GREY = "grey", _("Grey zone: the scores cannot tell them apart; discuss before deciding")
    OUT = "out", _("Little chance")


class Outcome(models.TextChoices):
    """What the committee may decide about a proposal."""

    SHORTLISTED = "SHORTLISTED", _("Through to the pitch")
    NOT_SHORTLISTED = "NOT_SHORTLISTED", _("Not through to the pitch")
    SECOND_READING = "SECOND_READING", _("To be read once more")
    SELECTED = "SELECTED", _("Selected")
    RESERVE = "RESERVE", _("Reserve")
    NOT_SELECTED = "NOT_SELECTED", _("Not selected")
    NO_SHOW = "NO_SHOW", _("Did not come to the pitch")
    PROMOTED = "PROMOTED", _("Moved up from the reserve")


# What each outcome does to the proposal when its announcement is released (T14 to T21).
MOVES = {
    Outcome.SHORTLISTED: "shortlist",
    Outcome.NOT_SHORTLISTED: "not_shortlist",
    Outcome.SELECTED: "select",
    Outcome.RESERVE: "place_reserve",
    Outcome.NOT_SELECTED: "decline",
    Outcome.NO_SHOW: "no_show",
    Outcome.PROMOTED: "promote_reserve",
}
WINNING = frozenset({Outcome.SELECTED, Outcome.PROMOTED})
RESOLVABLE = tuple(o for o in Outcome if o not in {Outcome.NO_SHOW, Outcome.PROMOTED})


class AnnouncementKind(models.TextChoices):
    """Announcements of the year."""

    SHORTLIST = "SHORTLIST", _("Proposals through to the pitch")
    RESULT = "RESULT", _("Result of the selection")
    PROMOTION = "PROMOTION", _("Reserve moved up")


class Mode(models.TextChoices):
    """Where people meet."""

    ONSITE = "ONSITE", _("On site")
    ONLINE = "ONLINE", _("Online")
    HYBRID = "HYBRID", _("On site and online")


class Presence(models.TextChoices):
    """Who came to a meeting."""

    PRESENT = "PRESENT", _("Present")
    DELEGATE = "DELEGATE", _("Sent a delegate")
    ABSENT = "ABSENT", _("Absent")


# Offered where a reason for an absence is written, as minutes word it. None tells of health.
ABSENCES_TH = ("ติดราชการ", "ติดภารกิจ", "ลา")
LONGEST_REASON = 200  # letters: a line of the list of who did not come


class TieStep(models.TextChoices):
    """What puts equal proposals in order, one step after the other (section 4.4, 7)."""

    D3_P3 = "d3p3", _("D3 + P3")
    D2_P1 = "d2p1", _("D2 + P1")
    FIRST = "first", _("Higher mean on the first criterion")
    ABOVE = "above", _("More sheets at or above the pass mark")
    RUNOFF = "runoff", _("Secret runoff")
    CASTING = "casting", _("Casting vote of the chair")
    DRAW = "draw", _("Draw by lot")


# Rule 7 comes first in every year; what follows it is declared in the plan.
ALWAYS_FIRST = (TieStep.D3_P3, TieStep.D2_P1)
DECLARED_TIES = (TieStep.FIRST, TieStep.ABOVE, TieStep.RUNOFF, TieStep.CASTING)
ENDS_TIES = frozenset({TieStep.CASTING, TieStep.DRAW})


class Block(models.TextChoices):
    """An item that is decided with others of its kind in one vote, where nobody objects."""

    IN = "IN", _("Clear: in")
    OUT = "OUT", _("Clear: out")


class Ballot(models.TextChoices):
    """How votes are given (K9, K12)."""

    SHOW = "SHOW", _("Show of hands")
    NAMED = "NAMED", _("Roll call")
    SECRET = "SECRET", _("Secret ballot")


class Choice(models.TextChoices):
    """One member's vote."""

    FOR = "FOR", _("For")
    AGAINST = "AGAINST", _("Against")
    ABSTAIN = "ABSTAIN", _("Abstention")


class Leaving(models.TextChoices):
    """Why a member gives no points for a pitch."""

    INTEREST = "interest", _("Stepped aside: out of the room")
    ABSTAIN = "abstain", _("Abstains: stays, gives no points")
