"""How one agency worked together: colleagues invited by mail, partners who confirm their part."""

from datetime import timedelta
from functools import partial

from proposals.models import PartnerAsk
from proposals.partnership import parts
from proposals.services import answer_ask, ask_partner
from proposals.services.partnering import shown_hash
from pyp_portal.accounts.rights import Rights
from pyp_portal.accounts.services import invite
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import Act

CODE, AGENCY, WRITER = "P-029", "L20", "U001"
INVITED = [
    ("2025-01-06T09:10:00+07:00", "plan.officer@example.org", False),
    ("2025-02-14T10:40:00+07:00", "deputy.clerk@example.org", True),
]
# When each partner was asked, before the proposal was handed in, and what it said.
SAID = [
    ("นางสาววิภา ตัวอย่างดี", "ผู้อำนวยการกอง", ""),
    ("", "", ""),
    ("นายธนากร ตัวอย่างใจ", "หัวหน้าสำนักงาน", "อยู่ระหว่างปรับโครงสร้าง ยังจัดคนเข้าร่วมไม่ได้ในปีนี้"),
]  # fmt: skip


def acts(company):
    """The invitations, then the partners on the day the proposal was handed in."""
    for at, address, may_submit in INVITED:
        yield Act(moment(at), partial(invite_one, company, address, may_submit))
    submitted = next(at for at, number, _event in company.seed.steps(CODE) if number == "T02")
    yield Act(submitted - timedelta(minutes=40), partial(ask_all, company))
    yield Act(submitted - timedelta(minutes=5), partial(answer_all, company))


def invite_one(company, address, may_submit):
    rights = Rights(can_edit=True, can_submit=may_submit)
    invite(company.agencies[AGENCY], address, rights=rights, by=company.person(WRITER))


def ask_all(company):
    proposal = company.proposal(CODE)
    for number, part in enumerate(parts(proposal.answered()), start=1):
        address = f"partner{number}@example.org"
        ask_partner(proposal, part.key, company.person(WRITER), address=address)


def answer_all(company):
    """One confirms, one says nothing yet, one declines."""
    proposal = company.proposal(CODE)
    asked = {ask.key: ask for ask in proposal.partner_asks.open()}
    for part, (name, position, reason) in zip(parts(proposal.answered()), SAID, strict=False):
        if not name:
            continue
        answer = PartnerAsk.Answer.DECLINED if reason else PartnerAsk.Answer.CONFIRMED
        seen = shown_hash(proposal, part)
        named = {"name": name, "position": position, "reason": reason}
        answer_ask(asked[part.key], answer, seen=seen, **named)
