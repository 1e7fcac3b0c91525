"""What room 1 keeps: the call of a year and the proposals made to it."""

from proposals.models.access import Access
from proposals.models.call_pages import BriefingEvent, CallDocument
from proposals.models.calls import Call, PolicyItem, PolicyScheme, Theme
from proposals.models.endorsing import EndorsementAsk
from proposals.models.enquiries import Enquiry
from proposals.models.late import Extension, FailedAttempt
from proposals.models.mergers import Consent, Merger
from proposals.models.neighbours import Comparison, Neighbour
from proposals.models.on_behalf import OnBehalf
from proposals.models.papers_in import Attachment, Endorsement, Receipt, Revision
from proposals.models.partnering import PartnerAsk
from proposals.models.proposals import Answers, Proposal, either
from proposals.models.rows import Partner, PolicyLink, TargetArea
from proposals.models.saving import Edit, KeptText, Presence
from proposals.models.screening import Check, Return, ReturnItem
from proposals.models.talking import Comment
from proposals.models.versions import FormVersion
from proposals.models.views import ListSetting, SavedView

__all__ = [
    "Access",
    "Answers",
    "Attachment",
    "BriefingEvent",
    "Call",
    "CallDocument",
    "Check",
    "Comment",
    "Comparison",
    "Consent",
    "Edit",
    "Endorsement",
    "EndorsementAsk",
    "Enquiry",
    "Extension",
    "FailedAttempt",
    "FormVersion",
    "KeptText",
    "ListSetting",
    "Merger",
    "Neighbour",
    "OnBehalf",
    "Partner",
    "PartnerAsk",
    "PolicyItem",
    "PolicyLink",
    "PolicyScheme",
    "Presence",
    "Proposal",
    "Receipt",
    "Return",
    "ReturnItem",
    "Revision",
    "SavedView",
    "TargetArea",
    "Theme",
    "either",
]
