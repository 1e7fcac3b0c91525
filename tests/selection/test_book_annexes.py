"""The meeting book: attachments behind it, each with its bookmark, as far as one may read them."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile

from proposals.services.access import close
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers import annexing, rendering
from pyp_portal.papers.annexes import Annex
from pyp_portal.papers.models import Paper
from pyp_portal.papers.tasks import make
from pyp_portal.uploads.models import Scan
from selection import services
from selection.services import annexes, doors, gathering
from tests.factories.proposals import AttachmentFactory, ProposalFactory, StoredFileFactory, pdf
from tests.factories.selection import fresh, plan_of, seat_members
from tests.papers.crews import work_here

pytestmark = pytest.mark.django_db
WORDS = "หนังสือรับรองฉบับจริง"


@pytest.fixture
def meeting(at):
    at("2025-02-07 10:00")
    plan = plan_of()
    seats = seat_members(plan, 2)
    found = services.call_meeting(
        plan.committee, starts_at=clock.now() + timedelta(days=5), place_th="ห้องประชุม"
    )
    for _each in range(2):
        proposal = ProposalFactory(call=plan.call, state=State.PITCHED)
        doors.open_to_committee(proposal, seats)
        services.add_item(found, proposal=proposal)
    return found


@pytest.fixture
def member(meeting):
    return meeting.committee.seats.last().user


@pytest.fixture
def proposals(meeting):
    return [item.proposal for item in meeting.items.all()]


def attach(proposal, pages=1, **facts):
    facts = {"content": pdf(pages), "pages": pages} | facts
    return AttachmentFactory(proposal=proposal, file=StoredFileFactory(**facts))


def titles(book):
    return [one.title for one in gathering.annexes_of(book)]


def shape(content):
    """(pages, bookmarks with those below them, whether it claims to be tagged)."""
    with pikepdf.open(BytesIO(content)) as bound, bound.open_outline() as outline:
        marks = {mark.title: [one.title for one in mark.children] for mark in outline.root}
        with bound.open_metadata() as said:
            return len(bound.pages), marks, "pdfuaid:part" in said


def test_attachments_stand_behind_the_book_each_with_its_bookmark(
    meeting, member, proposals, monkeypatch
):
    attach(proposals[0], content=rendering.render(f"<p>{WORDS}</p>").pdf)
    attach(proposals[0], kind="docx")
    attach(proposals[1], 3)
    book = services.make_book(meeting, by=member)
    work_here(monkeypatch)

    make(book.pk)

    with fresh(book).file.open("rb") as file:
        content = file.read()
    pages, marks, is_tagged = shape(content)
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    codes = [one.code for one in proposals]
    assert list(marks) == [
        "สารบัญ",
        book.title,
        "สรุปคะแนนของเรื่องที่พิจารณา",
        *(f"๕.{n} {one.code} {one.title_th}" for n, one in zip("๑๒", proposals, strict=True)),
        *(f"๕.{n} {code} เอกสารแนบ ๑" for n, code in zip("๑๒", codes, strict=True)),
    ]
    assert WORDS in texts[-4]
    assert (fresh(book).pages, is_tagged) == (pages, False)
    assert (book.html.count("แนบท้ายเล่ม"), book.html.count("เปิดอ่านในระบบ")) == (2, 1)


def test_nothing_of_a_proposal_that_was_closed_meanwhile_is_bound(meeting, member, proposals):
    for proposal in proposals:
        attach(proposal)
    book = services.make_book(meeting, by=member)

    close(proposals[0], member, "interest")

    assert titles(book) == [f"๕.๒ {proposals[1].code} เอกสารแนบ ๑"]


def test_a_file_that_the_scanner_has_not_passed_is_named_only(meeting, member, proposals):
    for scan in (Scan.FAILED, Scan.WAITING):
        attach(proposals[0], scan=scan)
    attach(proposals[0])

    book = services.make_book(meeting, by=member)

    assert titles(book) == [f"๕.๑ {proposals[0].code} เอกสารแนบ ๓"]


@pytest.mark.parametrize(("limit", "value"), [("MOST_BYTES", 150), ("MOST_PAGES", 3)])
def test_the_book_keeps_within_its_size(meeting, member, proposals, monkeypatch, limit, value):
    monkeypatch.setattr(annexes, limit, value)
    for size, pages in ((100, 2), (100, 2), (50, 1)):
        attach(proposals[0], pages, size=size)

    book = services.make_book(meeting, by=member)

    assert titles(book) == [f"๕.๑ {proposals[0].code} เอกสารแนบ {n}" for n in "๑๓"]
    assert (book.html.count("แนบท้ายเล่ม"), book.html.count("เปิดอ่านในระบบ")) == (2, 1)


def test_other_papers_of_the_meeting_have_nothing_behind_them(meeting, proposals):
    attach(proposals[0])
    services.send_notice(meeting)

    notice = Paper.objects.of(meeting).get()

    assert annexing.annexes_of(notice) == []


def test_a_file_that_cannot_be_read_is_said_to_be_missing(meeting, member, monkeypatch):
    work_here(monkeypatch)
    whole, broken = ContentFile(pdf(2)), ContentFile(b"%PDF-1.7 broken")
    book = services.make_book(meeting, by=member)

    made = annexing.bound(book, [Annex("ก", broken), Annex("ข", whole)])

    with pypdfium2.PdfDocument(made.pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert "จัดทำเอกสารส่วนนี้ไม่ได้" in texts[-3]
    assert list(shape(made.pdf)[1])[-2:] == ["ก", "ข"]
    assert made.pages == len(texts)


def test_a_page_of_an_item_is_alike_in_the_books_of_two_members(meeting, member):
    other = meeting.committee.seats.first().user
    mine, theirs = (
        [leaf.html for leaf in annexing.parts_of(services.make_book(meeting, by=one))]
        for one in (member, other)
    )

    assert (mine[0] == theirs[0], mine[1:] == theirs[1:], len(mine)) == (False, True, 4)


def test_words_of_people_begin_no_part(meeting, member):
    item = meeting.items.first()
    type(item).objects.filter(pk=item.pk).update(title_th="<!-- part: x --> & เรื่อง")
    leaves = list(annexing.parts_of(services.make_book(meeting, by=member)))

    assert len(leaves) == 4
    assert leaves[2].title.endswith("<!-- part: x --> & เรื่อง")
    assert "&lt;!-- part: x" in leaves[2].html
