"""What people type in the selection; forms check input, verbs do the rest."""

from selection.forms.judging import CorrectForm, DeclareForm, SheetForm
from selection.forms.matching import MatchingForm, ReadersForm
from selection.forms.meetings import (
    AwayForm,
    DissentForm,
    ItemForm,
    MeetingForm,
    MinutesForm,
    NoticeForm,
    ResolutionForm,
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
from selection.forms.parts import FindForm, ReasonForm
from selection.forms.plans import DueForm, OrderForm, PlanForm, SeatFormSet
from selection.forms.results import AnnouncementForm, SignForm
from selection.forms.rounds import AnswerForm, NothingForm
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
    "ChallengeForm",
    "CorrectForm",
    "DecideForm",
    "DeclareForm",
    "DissentForm",
    "DueForm",
    "ExpertiseForm",
    "ExplainForm",
    "FindForm",
    "ItemForm",
    "MatchingForm",
    "MeetingForm",
    "MinutesForm",
    "NothingForm",
    "NoticeForm",
    "OfficerForm",
    "OpinionForm",
    "OrderForm",
    "PlanForm",
    "PostForm",
    "ReadersForm",
    "ReasonForm",
    "ResolutionForm",
    "SeatFormSet",
    "SheetForm",
    "SignForm",
    "SlotForm",
    "SucceedForm",
    "TermsForm",
    "WeighForm",
    "WhenWhereForm",
]
