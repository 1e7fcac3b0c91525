"""What people type in the selection; forms check input, verbs do the rest."""

from selection.forms.judging import CorrectForm, DeclareForm, SheetForm
from selection.forms.limits import LimitsForm
from selection.forms.matching import MatchingForm, ReadersForm
from selection.forms.meetings import (
    AwayForm,
    ChairForm,
    DissentForm,
    ItemForm,
    MeetingForm,
    MoveForm,
    MovementForm,
    NoticeForm,
    SlotForm,
    WhenWhereForm,
)
from selection.forms.members import (
    AwayDaysForm,
    ExpertiseForm,
    PostForm,
    SucceedForm,
    TermsForm,
)
from selection.forms.minutes import CirculateForm, CommentAnswerForm, CommentForm
from selection.forms.parts import FindForm, ReasonForm
from selection.forms.pitches import (
    ClosingForm,
    DrawForm,
    LastPassForm,
    PaperSheetForm,
    SessionForm,
    SlidesForm,
    SlidesSentForm,
)
from selection.forms.plans import DueForm, OrderForm, PlanForm, SeatFormSet
from selection.forms.resolutions import BlockForm, NamedVoteForm, ResolutionForm
from selection.forms.results import AnnouncementForm, SignForm
from selection.forms.rounds import AnswerForm, NothingForm, PointsForm
from selection.forms.ties import (
    AsideForm,
    ChallengeForm,
    DecideForm,
    ExplainForm,
    OfficerForm,
    OpinionForm,
    WeighForm,
)

__all__ = [
    "AnnouncementForm",
    "AnswerForm",
    "AsideForm",
    "AwayDaysForm",
    "AwayForm",
    "BlockForm",
    "ChairForm",
    "ChallengeForm",
    "CirculateForm",
    "ClosingForm",
    "CommentAnswerForm",
    "CommentForm",
    "CorrectForm",
    "DecideForm",
    "DeclareForm",
    "DissentForm",
    "DrawForm",
    "DueForm",
    "ExpertiseForm",
    "ExplainForm",
    "FindForm",
    "ItemForm",
    "LastPassForm",
    "LimitsForm",
    "MatchingForm",
    "MeetingForm",
    "MoveForm",
    "MovementForm",
    "NamedVoteForm",
    "NothingForm",
    "NoticeForm",
    "OfficerForm",
    "OpinionForm",
    "OrderForm",
    "PaperSheetForm",
    "PlanForm",
    "PointsForm",
    "PostForm",
    "ReadersForm",
    "ReasonForm",
    "ResolutionForm",
    "SeatFormSet",
    "SessionForm",
    "SheetForm",
    "SignForm",
    "SlidesForm",
    "SlidesSentForm",
    "SlotForm",
    "SucceedForm",
    "TermsForm",
    "WeighForm",
    "WhenWhereForm",
]
