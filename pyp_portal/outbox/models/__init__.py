"""What the outbox keeps: messages, each try to hand one over, and addresses that came back."""

from pyp_portal.outbox.models.addresses import ClosedAddress, Why
from pyp_portal.outbox.models.attempts import Attempt, Outcome
from pyp_portal.outbox.models.messages import Carrier, Message, MessageState

__all__ = ["Attempt", "Carrier", "ClosedAddress", "Message", "MessageState", "Outcome", "Why"]
