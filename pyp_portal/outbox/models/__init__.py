"""What the outbox keeps: messages, tries to hand one over, closed addresses, words."""

from pyp_portal.outbox.models.addresses import ClosedAddress, Why
from pyp_portal.outbox.models.attempts import Attempt, Outcome
from pyp_portal.outbox.models.messages import Carrier, Message, MessageState
from pyp_portal.outbox.models.words import Worded, Words

__all__ = [
    "Attempt",
    "Carrier",
    "ClosedAddress",
    "Message",
    "MessageState",
    "Outcome",
    "Why",
    "Worded",
    "Words",
]
