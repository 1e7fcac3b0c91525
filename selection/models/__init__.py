"""What room 2 keeps: plan, committee, sheets, pitches, meetings, announcements."""

from selection.models.analyses import Analysis, Estimate
from selection.models.announcements import Announcement, AnnouncementItem
from selection.models.closeness import Ballot, Ranking, TieBreak, TiePlace
from selection.models.closings import Closing
from selection.models.committees import AppointmentOrder, Assignment, Committee, Conflict, Seat
from selection.models.emptied import Emptied
from selection.models.enquiries import ResultEnquiry
from selection.models.exercises import Exercise, PracticeSheet
from selection.models.letters import LetterText
from selection.models.matching import AssignmentRun, ProposedReader
from selection.models.meetings import AgendaItem, Attendance, Meeting, Recusal, Stay
from selection.models.members import CommitteeTerms, FormerPost, Unavailability
from selection.models.minutes import Minutes, MinutesComment
from selection.models.pitch_day import PitchAbsence, SlideDeck, TypedSheet
from selection.models.pitches import PitchAttendance, PitchSession, PitchSlot, SessionAbsence
from selection.models.plans import Criterion, Rubric, SelectionPlan
from selection.models.reading import PageSet, PrivateNote
from selection.models.resolutions import Dissent, Resolution, Vote
from selection.models.rounds import Reopening, Round, Seal
from selection.models.sheets import Score, ScoreSheet, SheetVersion
from selection.models.talks import Remark
from selection.models.ties import Challenge, OfficerTie, Opinion, TieVerdict

__all__ = [
    "AgendaItem",
    "Analysis",
    "Announcement",
    "AnnouncementItem",
    "AppointmentOrder",
    "Assignment",
    "AssignmentRun",
    "Attendance",
    "Ballot",
    "Challenge",
    "Closing",
    "Committee",
    "CommitteeTerms",
    "Conflict",
    "Criterion",
    "Dissent",
    "Emptied",
    "Estimate",
    "Exercise",
    "FormerPost",
    "LetterText",
    "Meeting",
    "Minutes",
    "MinutesComment",
    "OfficerTie",
    "Opinion",
    "PageSet",
    "PitchAbsence",
    "PitchAttendance",
    "PitchSession",
    "PitchSlot",
    "PracticeSheet",
    "PrivateNote",
    "ProposedReader",
    "Ranking",
    "Recusal",
    "Remark",
    "Reopening",
    "Resolution",
    "ResultEnquiry",
    "Round",
    "Rubric",
    "Score",
    "ScoreSheet",
    "Seal",
    "Seat",
    "SelectionPlan",
    "SessionAbsence",
    "SheetVersion",
    "SlideDeck",
    "Stay",
    "TieBreak",
    "TiePlace",
    "TieVerdict",
    "TypedSheet",
    "Unavailability",
    "Vote",
]
