"""Attachments as pages: drawn by a worker, shown behind the rule of the proposal."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from selection import drawing, services, tasks
from selection.models import PageSet
from selection.services import pages
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AttachmentFactory, StoredFileFactory, pdf
from tests.factories.reading import drawn_attachment
from tests.factories.selection import DUE, REASON, plan_of, ready_proposal, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=1)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def proposal(plan, seats):
    ready = ready_proposal(plan, seats[1:])
    services.open_review([ready], due=DUE)
    return ready


def png():
    made = BytesIO()
    Image.new("RGBA", (3000, 1000), "red").save(made, "PNG")
    return made.getvalue()


def test_a_worker_draws_what_is_being_scored_once(proposal):
    scored = AttachmentFactory(proposal=proposal, file=StoredFileFactory(content=pdf(2), pages=2))
    AttachmentFactory()  # of a proposal that nobody scores
    AttachmentFactory(proposal=proposal, kind="paper_scan")
    AttachmentFactory(proposal=proposal, file__kind="docx")
    AttachmentFactory(proposal=proposal, file__scan="waiting")

    tasks.prepare_pages()
    tasks.prepare_pages()
    drawn = PageSet.objects.get()
    tasks.draw_pages(drawn.pk)
    tasks.draw_pages(drawn.pk)

    drawn.refresh_from_db()
    assert drawn.source == scored.file
    assert (drawn.is_ready, len(drawn.sizes), drawn.whole) == (True, 2, 2)
    with drawn.file.open("rb") as file, ZipFile(file) as archive:
        assert archive.namelist() == ["1.jpg", "2.jpg"]
        assert Image.open(BytesIO(archive.read("2.jpg"))).size == tuple(drawn.sizes[1])


def test_a_picture_is_one_page_and_no_wider_than_a_page():
    stored = StoredFileFactory(kind="png", content=png(), pages=None)

    assert drawing.draw(stored, BytesIO()) == ([(1100, 367)], 1)


def test_of_a_long_file_the_first_pages_are_drawn(monkeypatch):
    monkeypatch.setattr(drawing, "MOST", 2)
    stored = StoredFileFactory(content=pdf(3), pages=3)

    sizes, whole = drawing.draw(stored, BytesIO())

    assert (len(sizes), whole) == (2, 3)


def test_each_file_without_pages_says_why(proposal):
    drawn_attachment(proposal, pages=1)
    for facts in ({"kind": "docx"}, {"scan": "failed"}, {}, {}):
        AttachmentFactory(proposal=proposal, file=StoredFileFactory(**facts))
    PageSet.objects.create(
        source=proposal.attachments.last().file, asked_at=DUE, state="failed", attempts=3
    )

    found = pages.files_of(proposal)

    assert [len(one.pages) for one in found] == [1, 0, 0, 0, 0]
    assert len({str(one.sentence) for one in found}) == 5
    assert [one.number for one in found] == [1, 2, 3, 4, 5]


def test_a_long_file_says_that_it_goes_on(proposal):
    attachment = drawn_attachment(proposal, pages=2)
    PageSet.objects.filter(source=attachment.file).update(whole=9)

    assert [one.is_cut for one in pages.files_of(proposal)] == [True]


def test_s2_a_page_is_shown_to_who_may_see_the_proposal_alone(proposal, seats, client_of):
    attachment = drawn_attachment(proposal, pages=2)
    url = f"/selection/pages/{attachment.uid}/2/"
    reader = client_of(seats[1].user)

    shown = reader.get(url)
    missing = [reader.get(url.replace("/2/", f"/{n}/")).status_code for n in (0, 3)]
    stranger = client_of(UserFactory()).get(url)
    services.recuse_late(seats[1], proposal, reason=REASON)
    closed = reader.get(url)

    assert (shown.content, shown["Content-Type"]) == (b"picture 2", "image/jpeg")
    assert "no-store" in shown["Cache-Control"]
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert missing == [404, 404]
    assert [stranger.status_code, closed.status_code] == [404, 404]


def test_s11_what_the_scanner_found_is_shown_to_nobody(proposal, seats, client_of):
    attachment = drawn_attachment(proposal)
    type(attachment.file).objects.update(scan="failed")

    page = client_of(seats[1].user).get(f"/selection/pages/{attachment.uid}/1/")

    assert page.status_code == 404


def test_a_file_that_cannot_be_drawn_is_noted_and_not_tried_for_ever(proposal):
    file = StoredFileFactory()
    file.file.save("", ContentFile(b"no PDF at all"))
    AttachmentFactory(proposal=proposal, file=file)
    pages.prepare()
    drawn = PageSet.objects.get()
    for _each in range(3):
        with pytest.raises(Exception, match="PDF"):
            tasks.draw_pages(drawn.pk)
    tasks.draw_pages(drawn.pk)

    drawn.refresh_from_db()
    assert drawn.has_failed
