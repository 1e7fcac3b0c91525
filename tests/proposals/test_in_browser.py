"""The pages of room 1 in a real browser: legible to all, no wider than a phone, rows that grow."""

import pytest
from django.conf import settings
from django.urls import reverse

from proposals import services
from proposals.models import Proposal
from proposals.states import State
from pyp_portal.accounts import approvals
from tests.factories.accounts import UserFactory
from tests.factories.proposals import (
    CallFactory,
    ProposalFactory,
    complete_proposal,
    pass_all,
    submitter,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
REASON = "เป็นคำของบประมาณก่อสร้าง"


@pytest.fixture
def call():
    return CallFactory(open_now=True)


@pytest.fixture
def as_person(page, live_server, client_of):
    """Open pages as a person: ``as_person(user)("detail", code)``."""

    def sign_in(user):
        cookie = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return lambda name, *args: page.goto(
            live_server.url + reverse(f"proposals:{name}", args=args)
        )

    return sign_in


@pytest.fixture
def looks_right(page, check_a11y):
    """WCAG 2.2 AA on a desk and on a phone, and no sideways scrolling."""

    def look():
        page.wait_for_load_state("load")
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            check_a11y(page)
            assert page.evaluate(TOO_WIDE) <= 0, page.url

    return look


def test_the_agency_can_read_its_pages(call, as_person, looks_right):
    proposal = complete_proposal(call=call)
    services.reindex(proposal)
    go = as_person(submitter(proposal))

    for name in ("list", "new"):
        go(name)
        looks_right()
    for name in ("detail", "text", "files", "history", "preview", "receipt", "review"):
        go(name, proposal.code)
        looks_right()
    for number in range(1, 8):
        go("step", proposal.code, number)
        looks_right()


def test_errors_are_told_at_the_top_and_beside_the_field(call, page, as_person, looks_right):
    proposal = complete_proposal(call=call)
    as_person(submitter(proposal))("step", proposal.code, 2)
    page.fill("[name=title_th]", "ก" * 201)
    page.locator("label[for=id_target_areas-1-is_pilot]").click()

    page.locator("button[form=step-form]").last.click()

    summary = page.locator("[data-summary]")
    assert summary.locator("a").count() == 2
    assert page.title().startswith("มีข้อผิดพลาด")
    summary.locator("a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_title_th"
    looks_right()


def test_a_row_more_is_added_and_another_removed(call, page, as_person):
    proposal = complete_proposal(call=call)
    as_person(submitter(proposal))("step", proposal.code, 3)
    block = page.locator("[data-repeat=target_group]")

    block.locator("[data-add]").click()
    block.locator("[name=target_group-2-group_th]").fill("เยาวชน")
    block.locator("[name=target_group-2-count]").fill("๑๒๐")
    block.locator("[name=target_group-2-unit_th]").fill("คน")
    block.locator("[data-remove]").first.click()
    page.locator("button[form=step-form]").last.click()
    page.wait_for_url("**/step/4/")

    kept = Proposal.objects.get().answers.data["target_group"]
    assert kept == [{"group_th": "เยาวชน", "count": 120, "unit_th": "คน"}]


def test_the_office_can_read_its_pages(call, as_person, looks_right):
    officer, director = UserFactory(staff=True), UserFactory(director=True)
    proposal = complete_proposal(call=call, state=State.SCREENING, case_owner=officer)
    pass_all(proposal, officer, E5="FAIL", E3="FIX")
    approvals.propose("proposals.ineligible", proposal, by=officer, reason=REASON)
    returned = ProposalFactory(call=call, returned=True)
    go = as_person(director)

    go("list")
    looks_right()
    for name in ("detail", "screening", "return", "merge", "propose_ineligible"):
        go(name, proposal.code)
        looks_right()
    go("extend", returned.code)
    looks_right()


def test_what_is_asked_before_an_act_can_be_read(call, as_person, looks_right):
    proposal = complete_proposal(call=call, state=State.SUBMITTED)

    as_person(submitter(proposal))("withdraw", proposal.code)
    looks_right()
    as_person(UserFactory(admin=True))("correct", proposal.code)
    looks_right()


def test_a_visitor_can_read_the_call(call, page, live_server, looks_right):
    page.goto(live_server.url + reverse("call"))

    looks_right()
