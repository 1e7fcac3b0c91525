"""The list of the office at a browser: rows ticked over its pages, looked at, views and columns."""

import pytest
from playwright.sync_api import expect

from proposals.models import Proposal
from proposals.states import State
from proposals.views import listing
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def january(at):
    return at("2025-01-08 10:00")


def test_rows_are_ticked_over_pages_looked_at_and_given(visitor, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 2)
    person = UserFactory(staff=True)
    oldest, _middle, newest = (ProposalFactory(state=State.SUBMITTED) for _each in range(3))
    officer = visitor(person).go("proposals:list")
    page, bar = officer.page, officer.page.locator("[data-pick-bar]")
    ticks = page.locator("input[name=code]:not([type=hidden])")

    ticks.first.check()
    expect(bar).to_contain_text("เลือก 1 เรื่อง")
    officer.follow("Next page")
    expect(bar).to_contain_text("เลือก 1 เรื่อง")
    page.get_by_label("เลือกทั้งหน้า").check()
    expect(bar).to_contain_text("เลือก 2 เรื่อง")
    officer.press("Give to an owner")
    page.goto(f"{page.url}&target={person.pk}")
    officer.arrived()
    assert page.locator("input[name=row]").count() == 2
    officer.press("Give the ticked ones to this owner")

    assert officer.place.url_name == "list"
    assert set(Proposal.objects.filter(case_owner=person)) == {newest, oldest}
    expect(bar).to_contain_text("เรื่องที่เลือก")
    ticks.first.check()
    page.get_by_role("button", name="ล้าง").click()
    expect(ticks.first).not_to_be_checked()


def test_pages_of_the_list_are_legible(visitor):
    ProposalFactory(state=State.SCREENING, province_id=90)
    officer = visitor(UserFactory(staff=True)).go("proposals:list", order="arrival", year="")
    officer.page.locator(".list-columns summary").click()
    officer.arrived()
    officer.go("proposals:views", province="90")
    officer.page.get_by_label("ชื่อมุมมอง").fill("ภาคใต้ของฉัน")
    officer.press("Save this view")
    assert "ภาคใต้ของฉัน" in officer.page.locator("[aria-current=true]").all_inner_texts()[-1]
    officer.go("proposals:views")
