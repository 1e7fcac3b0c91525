"""Reading packs: one PDF with bookmarks, the reader's name on each page, for the reader alone."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from proposals import documents as proposal_papers
from proposals.exports import standing
from pyp_portal.papers.models import Export, Office
from selection import binding, packs, services, tasks
from selection.kinds import SeatRole
from tests.factories.accounts import UserFactory
from tests.factories.papers import PaperFactory
from tests.factories.proposals import AttachmentFactory, StoredFileFactory, pdf
from tests.factories.selection import (
    DUE,
    REASON,
    SeatFactory,
    plan_of,
    ready_proposal,
    seat_members,
    submit,
)
from tests.papers.crews import work_here

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=1)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def pair(plan, seats):
    both = [ready_proposal(plan, seats[1:]) for _each in range(2)]
    services.open_review(both, due=DUE)
    return both


def picture():
    made = BytesIO()
    Image.new("RGB", (300, 200)).save(made, "JPEG")
    return made.getvalue()


def made(client, path):
    """The export behind the button, after a worker has bound it."""
    client.post(path)
    export = Export.objects.latest("pk")
    tasks.pack(export.pk)
    export.refresh_from_db()
    return export


def test_a_pack_holds_proposals_and_attachments_in_order(plan, seats, pair, client_of, monkeypatch):
    letter = AttachmentFactory(proposal=pair[0], file=StoredFileFactory(content=pdf(2), pages=2))
    AttachmentFactory(proposal=pair[0], file=StoredFileFactory(kind="docx"))
    AttachmentFactory(proposal=pair[0], file=StoredFileFactory(kind="jpg", content=picture()))
    proposal_papers.full_draft(pair[1], None)  # a draft is no paper that was handed in
    client = client_of(seats[1].user)
    work_here(monkeypatch)

    export = made(client, "/selection/2568/tasks/pack/")
    answer = client.post(export.file_url)

    content = b"".join(answer)
    with pikepdf.open(BytesIO(content)) as bound, bound.open_outline() as outline:
        marks = {mark.title: [one.title for one in mark.children] for mark in outline.root}
        pages = len(bound.pages)
        assert str(bound.docinfo.Author) == "สำนักงาน ป.ย.ป."  # and nobody whose file is in it
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    first = "เอกสารในชุด"
    kinds = [one.get_kind_display() for one in pair[0].attachments.order_by("pk")]
    assert marks == {
        "สารบัญ": [],
        f"{pair[0].code} {pair[0].title_th}": [
            first,
            f"เอกสารแนบ ๑ {kinds[0]}",
            f"เอกสารแนบ ๓ {kinds[2]}",
        ],
        f"{pair[1].code} {pair[1].title_th}": [first],
    }
    assert pages == 2 + 5
    assert [seats[1].user.family_th in text for text in texts] == [True] * pages
    assert (export.done, export.total) == (5, 5)
    assert letter.file.name not in answer["Content-Disposition"]
    assert pair[0].title_th not in export.filename


def test_the_paper_that_was_handed_in_is_bound_as_it_says(seats, pair):
    paper = PaperFactory(
        record_type="proposals.proposal", record_id=pair[0].pk, kind="PD-03", html="<p>ฉบับที่ยื่น"
    )
    sheet = seats[1].sheets.get(proposal=pair[0])

    first, whole = binding.of_sheet(sheet, Office(name="สำนักงานชื่อใหม่"))

    assert (whole.title, whole.html, whole.under) == ("ข้อเสนอฉบับเต็ม", paper.html, True)
    assert (first.label, "ข้อเสนอฉบับเต็ม" in first.html) == (pair[0].code, True)
    assert "สำนักงานชื่อใหม่ (สำนักงาน ป.ย.ป.)" in first.html


def test_s3_a_pack_goes_to_who_asked_as_long_as_they_may_read(seats, pair, client_of):
    client = client_of(seats[1].user)
    client.post("/selection/2568/tasks/pack/")
    export = Export.objects.get()
    Export.objects.update(state="made", sha256="f" * 64, standing=standing(seats[1].user))
    others = [client_of(person).post(export.file_url) for person in (seats[2].user, UserFactory())]
    services.recuse_late(seats[1], pair[0], reason=REASON)
    late = client.post(export.file_url)

    assert [answer.status_code for answer in others] == [404, 404]
    assert (late.status_code, late.url) == (302, export.get_absolute_url())


def test_nothing_left_to_read_makes_no_pack(seats, pair, client_of):
    for proposal in pair:
        submit(seats[1], proposal)

    export = made(client_of(seats[1].user), "/selection/2568/tasks/pack/")

    assert (export.has_failed, bool(export.refusal)) == (True, True)


def test_a_list_is_never_asked_for_as_a_pdf(seats, pair, client_of):
    officer = client_of(UserFactory(staff=True))
    officer.post("/selection/2568/board/export/", {"format": "pdf"})

    assert Export.objects.get().format == "xlsx"


def test_who_only_oversees_binds_no_pack_of_another(plan, seats, pair, client_of):
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    sheet = submit(seats[1], pair[0])

    answer = client_of(clerk.user).post(f"{sheet.get_absolute_url()}pack/")

    assert answer.status_code == 403
    assert not Export.objects.filter(kind=packs.KIND).exists()
