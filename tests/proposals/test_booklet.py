"""All proposals of a list in one PDF: which, for whom, and what is said where there are none."""

import pytest

from proposals import booklet, exports, tasks
from proposals.models import Access
from proposals.states import State
from pyp_portal.papers.booklets import binding
from pyp_portal.papers.models import Export, Office
from tests.factories.accounts import UserFactory
from tests.factories.papers import PaperFactory
from tests.factories.proposals import AccessFactory, ProposalFactory
from tests.papers.crews import work_here
from tests.papers.pdfs import poppler_pages

pytestmark = pytest.mark.django_db
ADDRESS = "/proposals/booklet/"
WORDS = '<html lang="th"><title>ก</title><body class="report"><h1>{}</h1></body></html>'


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def handed_in(words="ฉบับที่ยื่น", **facts):
    """A proposal with the paper of what was handed in."""
    proposal = ProposalFactory(state=State.SUBMITTED, **facts)
    paper_of(proposal, words)
    return proposal


def paper_of(proposal, words, **facts):
    about = {"record_type": "proposals.proposal", "record_id": str(proposal.pk), "kind": "PD-03"}
    return PaperFactory(**about, html=WORDS.format(f"{proposal.code} {words}"), **facts)


def bound(client, query="?year=2568"):
    """The export behind the button, after a worker has bound it."""
    client.post(f"{ADDRESS}{query}")
    export = Export.objects.latest("pk")
    tasks.bind_booklet(export.pk)
    export.refresh_from_db()
    return export


def said_in(export):
    with export.file.open("rb") as file:
        return poppler_pages(file.read())


def test_the_list_is_bound_in_its_order_each_as_it_was_handed_in_last(
    officer, client_of, monkeypatch
):
    work_here(monkeypatch)
    second, first = handed_in(code="P68-0002"), handed_in(code="P68-0001")
    paper_of(first, "ฉบับแก้ไข")
    paper_of(second, "ร่าง", is_draft=True, number="")
    ProposalFactory(state=State.DRAFT)
    client = client_of(officer)
    Office.objects.create(version=1, name="สำนักงานชื่อใหม่", short_name="สนม.")

    export = bound(client, "?year=2568&order=code")
    pages = said_in(export)
    assert pages[0].splitlines()[:2] == ["สำนักงานชื่อใหม่", "(สนม.)"]

    assert (export.done, export.total, export.format) == (3, 3, "pdf")
    assert [page.splitlines()[0] for page in pages[2:]] == [
        "P68-0001 ฉบับแก้ไข",
        "P68-0002 ฉบับที่ยื่น",
    ]
    assert "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘" in pages[0]
    assert "๒ เรื่อง ไม่รวมเอกสารแนบ" in pages[0]
    answer = client.post(export.file_url)
    assert (answer.status_code, b"".join(answer)[:5]) == (200, b"%PDF-")


def test_what_is_closed_to_the_asker_is_not_in_it(officer, monkeypatch):
    held = []
    monkeypatch.setattr(
        binding, "write", lambda _file, book: held.extend(leaf.label for leaf in book.leaves) or []
    )
    seen, closed = handed_in(), handed_in()
    AccessFactory(user=officer, proposal=closed, kind=Access.Kind.CLOSED)
    export = Export.objects.create(
        kind=booklet.KIND, asked_by=officer, asked_at=seen.created_at, language="en", format="pdf"
    )
    book = tasks.booklet_pdf.book(export)
    list(book.write(None))

    assert held == [seen.code]
    assert (book.total, book.standing) == (2, exports.standing(officer))


def test_where_none_was_handed_in_it_says_so(officer, client_of):
    ProposalFactory(state=State.DRAFT)
    client = client_of(officer)
    answer = client.post(f"{ADDRESS}?year=2568", follow=True)

    assert "ไม่มีข้อเสนอที่ยื่นแล้วตรงกับตัวกรองนี้" in answer.content.decode()
    assert not Export.objects.exists()


def test_too_many_for_one_file_are_refused_with_the_number(officer, client_of, monkeypatch):
    monkeypatch.setattr(booklet, "MOST", 1)
    handed_in()
    handed_in()
    answer = client_of(officer).post(f"{ADDRESS}?year=2568", follow=True)

    assert "เล่มหนึ่งรวมได้ไม่เกิน 1 เรื่อง" in answer.content.decode()
    assert not Export.objects.exists()


def test_only_those_who_read_every_proposal_are_offered_it_and_may_fetch_it(officer, client_of):
    proposal = handed_in()
    applicant = proposal.owner
    export = Export(asked_by=officer, standing=exports.standing(officer))
    buttons = [
        ADDRESS in client_of(one).get("/proposals/?year=2568").content.decode()
        for one in (officer, applicant)
    ]

    assert buttons == [True, False]
    assert client_of(applicant).post(ADDRESS).status_code == 403
    assert [booklet.may_fetch(export, one) for one in (officer, applicant)] == [True, False]


def test_nothing_left_to_see_is_refused_in_words(officer):
    export = Export.objects.create(
        kind=booklet.KIND, asked_by=officer, asked_at=officer.date_joined, language="th"
    )
    tasks.bind_booklet(export.pk)
    export.refresh_from_db()

    assert (export.has_failed, bool(export.refusal)) == (True, True)
