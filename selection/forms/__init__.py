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
from selection.forms.members import TermsForm
from selection.forms.parts import FindForm, ReasonForm
from selection.forms.plans import DueForm, OrderForm, PlanForm, SeatFormSet
from selection.forms.results import AnnouncementForm, SignForm
from selection.forms.rounds import AnswerForm, NothingForm

__all__ = [
    "AnnouncementForm",
    "AnswerForm",
    "AwayForm",
    "CorrectForm",
    "DeclareForm",
    "DissentForm",
    "DueForm",
    "FindForm",
    "ItemForm",
    "MatchingForm",
    "MeetingForm",
    "MinutesForm",
    "NothingForm",
    "NoticeForm",
    "OrderForm",
    "PlanForm",
    "ReadersForm",
    "ReasonForm",
    "ResolutionForm",
    "SeatFormSet",
    "SheetForm",
    "SignForm",
    "SlotForm",
    "TermsForm",
    "WhenWhereForm",
]
