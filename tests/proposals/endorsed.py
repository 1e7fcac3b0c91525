"""What the tests of the endorsement do over and over: endorse what is shown, read the mails."""

from proposals.fingerprints import text_hash
from proposals.models import EndorsementAsk, Proposal
from proposals.services.endorsing import answer
from pyp_portal.outbox.models import Message

YES, NO = EndorsementAsk.Answer
DUE = "2025-01-14 00:00"


def hash_now(proposal):
    return text_hash(Proposal.objects.get(pk=proposal.pk).answered())


def endorse(asked, **words):
    return answer(asked, YES, by=asked.head, seen=hash_now(asked.proposal), **words)


def told(template):
    found = Message.objects.filter(template=f"proposals/emails/{template}.txt")
    return sorted(found.values_list("address", flat=True))
