"""Deadline suite 3.4: a line that is cut while one types, and a computer whose clock is wrong."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from proposals.models import Proposal
from tests.factories.proposals import CallFactory, complete_proposal, submitter
from tests.uploads.proxy import line

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
STATE = "[data-save-state={}]"
NOTICE = "[data-save-notice={}]"


@pytest.fixture
def proposal():
    return complete_proposal(call=CallFactory(open_now=True))


@pytest.fixture
def page_at(new_context, client_of, proposal, _fonts):
    """``page_at(site, now=…)``: the sixth step in a browser that reaches the portal there."""
    name = settings.SESSION_COOKIE_NAME
    cookie = client_of(submitter(proposal)).cookies[name].value

    def opened(site, now=None):
        context = new_context()
        if now:
            context.clock.install(time=now)
        context.add_cookies([{"name": name, "value": cookie, "url": site}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(site + reverse("proposals:step", args=[proposal.code, 6]))
        return page

    return opened


def stands():
    return Proposal.objects.get().answered().get("impact")


def test_a_line_that_is_cut_while_one_types_loses_nothing_and_saves_by_itself(live_server, page_at):
    with line(live_server.url) as mobile:
        page = page_at(mobile.url)
        page.fill("[name=impact]", "ก่อนเส้นขาด")
        page.locator(STATE.format("saved")).wait_for()

        mobile.cut()
        page.fill("[name=impact]", "ขณะเส้นขาด")
        page.locator(NOTICE.format("offline")).wait_for()
        meanwhile = stands()
        mobile.mend()
        page.locator(STATE.format("saved")).wait_for()

    assert (meanwhile, stands()) == ("ก่อนเส้นขาด", "ขณะเส้นขาด")


@pytest.mark.parametrize("skew", [-1, 1], ids=["a day slow", "a day fast"])
def test_a_clock_that_is_a_day_wrong_changes_neither_time_left_nor_what_is_kept(
    live_server, page_at, proposal, skew
):
    """The time left, the age of the browser's copy and what is offered go by the portal's clock."""
    wrong = timezone.now() + timedelta(days=skew)
    page = page_at(live_server.url, now=wrong)
    page.fill("[name=impact]", "บันทึกแล้ว")
    page.locator(STATE.format("saved")).wait_for()
    page.route("**/autosave/", lambda route: route.abort())
    page.fill("[name=impact]", "ยังไม่บันทึก")
    page.locator(NOTICE.format("offline")).wait_for()
    page.close()
    assert stands() == "บันทึกแล้ว"

    again = page.context.new_page()
    again.goto(live_server.url + reverse("proposals:step", args=[proposal.code, 6]))
    again.locator("[data-copy-take]").click()

    expect(again.locator("[name=impact]")).to_have_value("ยังไม่บันทึก")
    again.goto(live_server.url + reverse("call"))
    expect(again.locator("[data-countdown]").first).to_contain_text("9\u00a0วัน 23\u00a0ชั่วโมง")
