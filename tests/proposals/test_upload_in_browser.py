"""In a real browser: the line breaks, sending goes on by itself, and the page stays of use."""

import io
import os

import pikepdf
import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from proposals.models import Attachment, Proposal
from proposals.states import State
from tests.factories.proposals import CallFactory, complete_proposal, submitter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def noisy_pdf(megabytes):
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Noise = pikepdf.Stream(document, os.urandom(megabytes * 2**20))
        document.save(made)
    return made.getvalue()


class Line:
    """Lets so many parts through; then it is dead until it is mended."""

    def __init__(self, page, parts):
        self.left = parts
        page.route("**/uploads/*/", self.carry)

    def carry(self, route):
        if route.request.method == "PUT":
            self.left -= 1
        route.continue_() if self.left >= 0 else route.abort("internetdisconnected")


def test_sending_goes_on_by_itself_and_the_proposal_can_be_handed_in(
    page, live_server, client_of, check_a11y, troubles, own_files
):
    proposal = complete_proposal(call=CallFactory(open_now=True))
    cookie = client_of(submitter(proposal)).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page.goto(live_server.url + reverse("proposals:review", args=[proposal.code]))
    box = page.locator("#q-attachments")
    good = {"name": "รายงาน.pdf", "mimeType": "application/pdf", "buffer": noisy_pdf(3)}
    bad = {"name": "หน้าเว็บ.pdf", "mimeType": "application/pdf", "buffer": b"<html>"}
    line = Line(page, 3)

    box.locator("input[type=file]").set_input_files([good, bad])

    rows = box.locator(".upload-row")
    expect(rows.filter(has_text="สัญญาณขาดหายขณะส่งได้")).to_have_count(1)
    expect(rows.filter(has_text="ไม่รับไฟล์ชนิดนี้")).to_have_count(1)
    expect(rows.get_by_role("status").first).to_contain_text("สัญญาณขาดหาย")
    check_a11y(page)

    line.left = 100
    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(box.get_by_role("link", name="รายงาน.pdf")).to_be_visible()
    troubles.clear()  # the cut line and the refused file were asked for
    assert Attachment.objects.get(kind="attachments").file.size == len(good["buffer"])

    page.get_by_role("button", name="ยื่นข้อเสนอ").click()

    expect(page).not_to_have_url(f"{live_server.url}/proposals/{proposal.code}/review/")
    assert Proposal.objects.get().state == State.SUBMITTED


@pytest.fixture
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
