"""What room 1 writes: papers and mails, in Thai, with their facts."""

from datetime import date

import pytest
from django.template.loader import get_template

from proposals import documents, emails, reading, services
from proposals.models import Extension, Return, ReturnItem
from proposals.services.submitting import freeze
from proposals.states import State
from pyp_portal.accounts.models import User
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.rendering import text_of
from pyp_portal.papers.tasks import make
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    AttachmentFactory,
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return complete_proposal(title_th="น้ำท่วมตำบล: ทำแผนที่ความเสี่ยงร่วมกัน")


@pytest.fixture
def letter(proposal, december):
    letter = Return.objects.create(
        proposal=proposal, round_no=1, written_by=UserFactory(), sent_at=december, due_at=december
    )
    ReturnItem.objects.create(
        letter=letter, question="F22", defect_th="ไม่ได้บอกที่มา", request_th="เพิ่มเวทีประชาคม"
    )
    return letter


def made(paper):
    """The text of a paper's pages, as a reader copies it, and how many there are."""
    make(paper.pk)
    fresh = Paper.objects.get(pk=paper.pk)
    with fresh.file.open("rb") as file:
        return text_of(file.read()), fresh.pages


# --- Papers -----------------------------------------------------------------------------


def test_the_receipt_says_number_moment_and_hashes(proposal):
    AttachmentFactory(proposal=proposal)
    receipt = services.submit(proposal, submitter(proposal))

    html = Paper.objects.of(proposal).get(kind=Kind.RECEIPT).html

    assert f"เลขที่ใบรับ {receipt.number}<" in html
    assert receipt.revision.sha256 in html
    for attachment in proposal.attachments.all():
        assert attachment.file.sha256 in html


def test_the_same_revision_is_issued_once(proposal):
    revision = freeze(proposal, proposal.owner)

    first = documents.full_proposal(revision, proposal, proposal.owner)
    second = documents.full_proposal(revision, proposal, proposal.owner)

    assert first == second
    assert Paper.objects.of(proposal).count() == 1


def test_the_full_text_becomes_a_pdf_with_every_answer(proposal):
    paper = documents.full_draft(proposal, proposal.owner)
    answers = proposal.answered()

    for words in (answers["title_th"], answers["why_integration"], "สมาคมผู้ค้าในตำบล", "มี.ค."):
        assert words in paper.html
    text, pages = made(paper)
    assert pages >= 3
    assert "น้ำท่วมตำบล" in text.replace("\n", "")


def test_the_summary_fits_one_page(proposal):
    answers = proposal.answers
    answers.data["summary"] = "ก" * 1000
    answers.save()

    _text, pages = made(documents.summary(proposal, proposal.owner))

    assert pages == 1


def test_the_letter_of_return_names_each_defect(proposal, letter):
    paper = documents.return_letter(letter, proposal, UserFactory())

    assert "ความต้องการของพื้นที่รู้ได้อย่างไร" in paper.html
    assert "เพิ่มเวทีประชาคม" in paper.html
    assert "๙.๕๙" in paper.html


def test_the_letter_of_refusal_names_what_failed(proposal):
    pass_all(proposal, UserFactory(), E5="FAIL")

    paper = documents.ineligible_letter(proposal, "เป็นคำของบประมาณ", UserFactory())

    assert "เป็นคำของบประมาณ" in paper.html
    assert "ยังไม่ชัดเจน" in paper.html


def test_the_endorsement_is_ready_to_sign(proposal):
    paper = documents.endorsement_form(proposal, proposal.owner)

    assert proposal.answers.data["head_name"] in paper.html
    assert paper.is_draft


def test_s16_what_people_write_is_text_in_a_paper(proposal):
    proposal.answers.data["impact"] = '<img src="file:///etc/passwd"><script>x</script>'
    proposal.answers.save()

    paper = documents.full_draft(proposal, proposal.owner)

    assert "<img src" not in paper.html
    assert "<script" not in paper.html


def test_answers_read_as_words(proposal):
    steps = reading.steps(proposal.answered(), proposal.form)

    found = {r.question.key: r for _number, _title, readings in steps for r in readings}
    assert found["theme"].text == "เกษตรมูลค่าสูงและเศรษฐกิจฐานราก"
    assert found["issue_status.value"].text == "ประเด็นใหม่"
    assert found["candidate_sites"].items == ("สงขลา",)
    assert found["agency_level"].text == "ส่วนท้องถิ่น"
    assert found["video_url"].is_empty
    assert found["partners"].headers[0] == "ชื่อหน่วยงานหรือภาคี"
    assert found["workplan"].rows[0][2] == "มี.ค.\xa02568"


# --- Mails ------------------------------------------------------------------------------


def test_every_mail_can_be_written(proposal, letter, december):
    receipt = services.submit(proposal, submitter(proposal))
    other = ProposalFactory(case_owner=UserFactory(staff=True), revision_due_at=december)

    emails.recalled(receipt, proposal)
    emails.returned(letter, proposal)
    emails.extended(letter, proposal)
    emails.resubmitted(receipt, other)
    emails.lapsed(other)
    emails.ineligible(proposal, "เหตุผล")
    emails.expired(proposal, [UserFactory()], documents.unsubmitted(proposal))
    emails.more_time(Extension(reason="เหตุผล"), proposal)
    emails.reinstated(receipt, proposal)
    emails.withdrawn(proposal)
    emails.merged(proposal, other)
    emails.draft_reminder(proposal, [UserFactory()], "x", 40)
    emails.revision_reminder(other, "y", 2)

    written = Message.objects.filter(template__startswith="proposals/")
    assert len(set(written.values_list("template", flat=True))) == 15
    for message in written:
        assert message.subject
        assert message.body.startswith("เรียน")
        assert "http://localhost:8000/" in message.body or "merged" in message.template
        assert "{" not in message.subject + message.body


def test_s17_what_people_write_is_text_in_a_mail(proposal, december):
    proposal.title_th = "{{ 7|add:7 }} {% now 'Y' %}"

    emails.withdrawn(proposal)

    assert "{{ 7|add:7 }} {% now 'Y' %}" in Message.objects.first().body


def test_people_with_an_account_have_it_in_their_inbox(proposal):
    person = UserFactory(email="contact@example.org")

    found = emails.people_of(proposal)

    assert found == [person, "alt@example.org", "saraban@example.org"]


def test_one_address_is_told_once(proposal):
    proposal.answers.data |= {"saraban_email": "CONTACT@example.org"}

    assert emails.people_of(proposal) == ["contact@example.org", "alt@example.org"]


def test_without_answers_who_began_it_is_told():
    proposal = ProposalFactory()

    assert emails.people_of(proposal) == [User.objects.get(pk=proposal.owner_id)]


def test_no_owner_no_notice_of_a_revision(proposal):
    receipt = services.submit(proposal, submitter(proposal))
    Message.objects.all().delete()
    proposal.case_owner = None

    emails.resubmitted(receipt, proposal)

    assert not Message.objects.exists()


@pytest.mark.parametrize("name", ["receipt", "returned", "expired", "draft_reminder"])
def test_the_first_line_is_the_subject(name):
    source = get_template(f"proposals/emails/{name}.txt").template.source

    assert source.split("\n")[1] == ""


def test_dates_are_written_in_the_buddhist_era(proposal, letter, december):
    letter.due_at = december.replace(month=1, day=16, hour=0)
    emails.returned(letter, proposal)

    subject = Message.objects.first().subject
    assert "15 ม.ค. 2567" in subject.replace("\xa0", " ")
    assert date(2024, 1, 15).year + 543 == 2567
    assert proposal.state == State.DRAFT
