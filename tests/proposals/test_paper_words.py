"""Letters of room 1 say the words of their year, and are tried on what was really written."""

import pytest
from django.utils.timezone import localtime

from proposals import call_papers, call_wordings, documents, form_wordings, trying, wordings
from proposals.call_words import ALL_KINDS
from proposals.models import Receipt, Return, Revision
from proposals.states import State
from pyp_portal.papers import rewording
from pyp_portal.papers.models import Office
from pyp_portal.papers.rehearsing import rehearsed
from pyp_portal.papers.templatetags.paper import td
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import BriefingFactory
from tests.factories.proposals import CallFactory, ProposalFactory, complete_proposal

pytestmark = pytest.mark.django_db
ENTRIES = {entry.document.key: entry for entry in trying.ENTRIES}


def returned(proposal):
    at = proposal.created_at
    officer = UserFactory(staff=True)
    facts = {"round_no": 1, "written_by": officer, "sent_at": at, "due_at": at}
    return Return.objects.create(proposal=proposal, **facts)


def received(proposal):
    """A receipt of answers that name no files."""
    files = {"endorsement_letter": None, "partner_letters": [], "attachments": []}
    revision = Revision.objects.create(
        proposal=proposal,
        number=1,
        content={"answers": {**proposal.answered(), **files}},
        sha256="ab" * 32,
        frozen_at=proposal.created_at,
        frozen_by=UserFactory(),
    )
    facts = {"number": "R68-0007", "arrived_at": proposal.created_at}
    return Receipt.objects.create(revision=revision, **facts)


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


def test_forms_say_the_words_of_the_year_around_what_was_answered():
    proposal = complete_proposal(title_th="น้ำท่วม <ตำบล>")
    year, given = proposal.call.fiscal_year, received(proposal)
    pledge = "ขอรับรอง {ชื่อข้อเสนอ} ว่าเป็นความจริง"
    reword(form_wordings.FULL, year, heading="แบบใหม่", end=pledge, signer="ผู้เสนอ 1")
    reword(form_wordings.SUMMARY, year, summary="เรื่องย่อ", intro="ของ{หน่วยงาน}")
    reword(form_wordings.RECEIPT, year, number="รับแล้ว {เลขที่ใบรับ}", end="")
    full = documents.full_proposal(given.revision, proposal, None)
    assert "<h1>แบบใหม่<br>ประจำปีงบประมาณ พ.ศ. ๒๕๖๘</h1>" in full.html
    assert "<p>ขอรับรอง น้ำท่วม &lt;ตำบล&gt; ว่าเป็นความจริง</p>" in full.html
    assert '<p class="small">ผู้เสนอ ๑</p>' in full.html
    short = documents.summary(proposal, proposal.owner).html
    assert f"<p>ของ{proposal.lead_agency}</p>" in short
    assert ("<h2>เรื่องย่อ</h2>" in short, "<h2>บทสรุป</h2>" in short) == (True, False)
    receipt = documents.receipt(given, proposal, None)
    assert '<p class="lead">รับแล้ว R68-0007</p>' in receipt.html
    assert ("ไม่ต้องลงนาม" in receipt.html, receipt.wording.document) == (False, "receipt")


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
    received(proposal)
    admin = UserFactory(admin=True)
    with rehearsed(admin, key, {"end": "คำที่ลอง"}):
        paper = ENTRIES[key].build(ENTRIES[key].records()[0][0], admin)
    assert (paper.is_draft, paper.number, paper.issued_by) == (True, "", admin)
    assert "<p>คำที่ลอง</p>" in paper.html


def test_a_call_is_announced_and_invited_to_in_the_words_of_its_year():
    call = CallFactory(max_returns=0, endorsement_due=None)
    year, director = call.fiscal_year, UserFactory(director=True)
    changed = {"who": "ผู้เสนอ {ผู้มีสิทธิเสนอ} {จำนวนที่เสนอได้} เรื่อง", "what": ""}
    reword(call_wordings.CALL_ANNOUNCEMENT, year, **changed)
    reword(call_wordings.INVITATION, year, end="โปรดเสนอโดยเร็ว")
    announced = call_papers.announce(call, director)
    assert f"<p>ผู้เสนอ {ALL_KINDS} ๕ เรื่อง</p>" in announced.html
    assert ("ข้อ ๒" in announced.html, "ก่อนยื่น" in announced.html) == (False, True)
    assert "โดยไม่มีการส่งคืนให้แก้ไข" in announced.html
    letter = call_papers.invite(call, director, kinds=["PROVINCE"])
    assert "<p>โปรดเสนอโดยเร็ว</p>" in letter.html
    assert f"เรื่อง {announced.title[:20]}" in letter.html
    assert [p.wording.document for p in (announced, letter)] == ["call-announcement", "invitation"]


def test_a_meeting_is_invited_to_with_its_time_and_places():
    call = CallFactory()
    event = BriefingFactory(
        call=call,
        title_th="การชี้แจงครั้งที่ 1",
        place_th="ห้อง <1>",
        online_url="https://meet.example.org/a",
    )
    ((_year, _words), (code, said)) = trying.invitations()
    assert (code, said) == (f"{call.fiscal_year}:{event.uid}", event.title_th)
    html = trying.invitation(code, UserFactory(admin=True)).html
    assert "ผู้แทนเข้าร่วมการชี้แจงครั้งที่ ๑ ในวันที่ <span" in html
    assert "ณ ห้อง &lt;๑&gt; หรือผ่านสื่ออิเล็กทรอนิกส์ที่ https://meet.example.org/a</p>" in html
    assert (
        f'ถึงเวลา <span class="nowrap">{td(f"{localtime(event.ends_at):%H.%M}")} น.</span>' in html
    )


def test_an_announcement_names_the_office_as_it_calls_itself():
    Office.objects.create(version=1, name="สำนักงานชื่อใหม่", short_name="สนม.")
    html = call_papers.draft_announcement(CallFactory(), UserFactory(director=True)).html
    assert "<p>ด้วยสำนักงานชื่อใหม่ (สนม.) จัดหลักสูตร" in html
