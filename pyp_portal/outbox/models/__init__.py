"""What the outbox keeps: messages, tries, closed addresses, joined LINE accounts, words."""

from pyp_portal.outbox.models.addresses import ClosedAddress, Why
from pyp_portal.outbox.models.announcing import Announcement, Receiver, Stage
from pyp_portal.outbox.models.attempts import Attempt, Outcome
from pyp_portal.outbox.models.inviting import Invited
from pyp_portal.outbox.models.lines import Ended, LineCode, LineLink
from pyp_portal.outbox.models.messages import Carrier, Message, MessageState
from pyp_portal.outbox.models.words import Worded, Words

__all__ = [
    "Announcement",
    "Attempt",
    "Carrier",
    "ClosedAddress",
    "Ended",
    "Invited",
    "LineCode",
    "LineLink",
    "Message",
    "MessageState",
    "Outcome",
    "Receiver",
    "Stage",
    "Why",
    "Worded",
    "Words",
]
