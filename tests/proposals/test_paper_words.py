"""Letters of room 1 say the words of their year, and are tried on what was really written."""

import pytest

from proposals import documents, trying, wordings
from proposals.models import Return
from proposals.states import State
from pyp_portal.papers import rewording
from pyp_portal.papers.rehearsing import rehearsed
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory, complete_proposal

pytestmark = pytest.mark.django_db
ENTRIES = {entry.document.key: entry for entry in trying.ENTRIES}


def returned(proposal):
    at = proposal.created_at
    officer = UserFactory(staff=True)
    facts = {"round_no": 1, "written_by": officer, "sent_at": at, "due_at": at}
    return Return.objects.create(proposal=proposal, **facts)


def reword(document, year, **parts):
    rewording.write(document, year, document.worded(parts), seen=0, by=None)


def test_letters_say_the_words_of_the_year_of_their_call():
    proposal = complete_proposal(title_th="น้ำท่วม <ตำบล>")
    year = proposal.call.fiscal_year
    letter = returned(proposal)
    reword(wordings.RETURN_LETTER, year, request="ขอให้แก้ไข {ชื่อข้อเสนอ} ภายใน {กำหนดแก้ไข}")
    reword(wordings.INELIGIBLE_LETTER, year, result="ไม่ผ่าน เพราะ{เหตุผล}")
    reword(wordings.ENDORSEMENT, year + 1, end="คำของปีหน้า")
    said = documents.return_letter(letter, proposal, None)
    assert "<p>ขอให้แก้ไข น้ำท่วม &lt;ตำบล&gt; ภายใน <span" in said.html
    assert said.wording.document == "return-letter"
    turned_down = documents.ineligible_letter(proposal, "ไม่ใช่ <หน่วยงาน>", None)
    assert "<p>ไม่ผ่าน เพราะไม่ใช่ &lt;หน่วยงาน&gt;</p>" in turned_down.html
    asked = documents.endorsement_form(proposal, proposal.owner)
    assert ("คำของปีหน้า" in asked.html, asked.wording) == (False, None)


def test_a_letter_to_sign_leaves_a_place_for_what_is_not_written_yet():
    proposal = ProposalFactory(title_th="")
    html = documents.endorsement_form(proposal, proposal.owner).html
    assert f"เรื่อง {documents.BLANK} และมอบหมายให้" in html


def test_letters_are_tried_on_what_was_really_written_and_sent():
    draft, sent = ProposalFactory(), ProposalFactory(state=State.RETURNED)
    returned(sent)
    ProposalFactory(code="ฝ68-0001", state=State.RETURNED)
    found = {key: [code for code, _words in e.records()] for key, e in ENTRIES.items()}
    assert found["return-letter"] == [sent.code]
    assert found["endorsement"][-2:] == [sent.code, draft.code]
    assert draft.code not in found["ineligible-letter"]


@pytest.mark.parametrize("key", ENTRIES)
def test_each_letter_is_tried_as_a_draft(key):
    proposal = complete_proposal(state=State.RETURNED)
    returned(proposal)
    admin = UserFactory(admin=True)
    with rehearsed(admin, key, {"end": "คำที่ลอง"}):
        paper = ENTRIES[key].build(proposal.code, admin)
    assert (paper.is_draft, paper.number, paper.issued_by) == (True, "", admin)
    assert "<p>คำที่ลอง</p>" in paper.html
