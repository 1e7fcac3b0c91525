"""Writing together in a real browser: comments without a mouse, what was said last time."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from proposals import services
from proposals.models import Comment
from proposals.services import talking
from proposals.services.submitting import freeze
from proposals.states import State
from tests.factories.proposals import CallFactory, complete_proposal, submitter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WORDS = "ตัวเลขครัวเรือนมาจากปีไหน"


@pytest.fixture
def go(page, live_server, client_of):
    """Open pages as a person: ``go(user)("comments", code)``."""

    def sign_in(user):
        cookie = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return lambda name, *args: page.goto(live_server.url + reverse(name, args=args))

    return sign_in


@pytest.fixture
def looks_right(page, check_a11y):
    def look():
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            check_a11y(page)
            assert page.evaluate(TOO_WIDE) <= 0, page.url

    return look


def test_a_comment_is_answered_and_resolved_by_keyboard_and_mended_text_is_told(
    page, go, looks_right
):
    draft = complete_proposal(call=CallFactory(open_now=True))
    person, colleague = submitter(draft), submitter(draft)
    services.save_answers(draft, {"title_th": "ชื่อใหม่ของประเด็น"}, colleague)
    thread = talking.comment(draft, "title_th", WORDS, colleague, key=uuid4())
    visit = go(person)

    visit("proposals:step", draft.code, 2)
    page.fill("[name=title_en]", "Flood\u200b without fear")
    page.get_by_text("ระบบจัดรูปแบบข้อความให้แล้ว").wait_for()
    page.get_by_role("link", name="ความเห็นที่ยังไม่ปิด 1 เรื่อง").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/comments/title_th/")
    page.locator(".talk-reply > summary").focus()
    page.keyboard.press("Enter")
    looks_right()
    page.keyboard.press("Tab")
    page.keyboard.type("ปี 2567")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("บันทึกความเห็นแล้ว").wait_for()
    page.get_by_role("button", name="ปิดความเห็น").focus()
    page.keyboard.press("Enter")
    page.get_by_text("ปิดความเห็นแล้ว").wait_for()

    thread.refresh_from_db()
    assert (thread.resolved_by, thread.replies.get().text_th) == (person, "ปี 2567")
    assert Comment.objects.counts() == {}
    for name in ("comments", "edits"):
        visit(f"proposals:{name}", draft.code)
        looks_right()


def test_what_was_said_last_time_opens_above_the_step(page, go, looks_right):
    call = CallFactory(open_now=True, fiscal_year=2569)
    source = complete_proposal(state=State.NOT_SELECTED, call=CallFactory(fiscal_year=2568))
    freeze(source, source.owner)
    person = submitter(source)
    visit = go(person)
    visit("proposals:again", source.code)
    looks_right()

    page.get_by_role("button", name="เริ่มร่างใหม่").click()
    page.wait_for_url("**/step/2/")
    page.locator(".last-time > summary").click()
    page.locator(".last-time .told").wait_for()
    looks_right()

    draft = call.proposals.get()
    for name in ("proposals:since", "earlier"):
        visit(name, draft.code)
        looks_right()
