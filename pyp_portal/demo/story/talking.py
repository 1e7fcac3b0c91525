"""Colleagues of one agency talk about a draft before they hand it in."""

from datetime import timedelta
from uuid import UUID, uuid5

from proposals.services import talking
from pyp_portal.demo.story.company import Act

CODE, WRITER, COLLEAGUE, HEAD = "P-029", "U001", "U002", "U003"
KEY = UUID("6f0c1c52-94b5-4d0e-8a2e-2f1f3a6b7c81")
SAID = (  # hours after the draft was begun, who, field, text; what begins with ↳ is an answer
    (3, COLLEAGUE, "summary", "ตัวเลขประชาชน 7,200 คนมาจากปีไหน ขอระบุปีด้วยค่ะ"),
    (5, WRITER, "summary", "↳ จากทะเบียนราษฎร ตุลาคม 2567 ค่ะ เพิ่มไว้ในข้อมูลสนับสนุนแล้ว"),
    (26, HEAD, "title_th", "ชื่อยาวไปเล็กน้อย แต่ใช้ได้ ขอให้คงคำว่าข้อมูลร่วมไว้"),
)


def acts(company):
    """A question and its answer, resolved; and a word of the head, which stays open."""
    begun = company.seed.steps(CODE)[0][0]
    for hours, who, name, text in SAID:
        told = (company, who, name, text)
        yield Act(begun + timedelta(hours=hours), lambda told=told: say(*told))
    yield Act(begun + timedelta(hours=6), lambda: settle(company))


def say(company, who, name, text):
    """One comment, or the answer to the one that stands on the field."""
    proposal = company.proposal(CODE)
    words = text.removeprefix("↳ ")
    to = proposal.comments.threads().get(question=name) if words != text else None
    talking.comment(proposal, name, words, company.person(who), key=uuid5(KEY, words), to=to)


def settle(company):
    """The colleague is content with the answer."""
    thread = company.proposal(CODE).comments.threads().get(question="summary")
    talking.resolve(thread, company.person(COLLEAGUE))
