"""The picker in a real browser: keyboard, chips, rows, and what stands when script is off."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from proposals.models import Proposal
from pyp_portal.search.services import index
from tests.factories.accounts import AgencyFactory
from tests.factories.proposals import CallFactory, complete_proposal, submitter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
PHONE = {"width": 390, "height": 844}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def proposal():
    return complete_proposal(call=CallFactory(open_now=True))


@pytest.fixture
def step(page, live_server, client_of, proposal):
    """Open a step as a writer of the proposal: ``step(4)``."""
    cookie = client_of(submitter(proposal)).cookies[settings.SESSION_COOKIE_NAME].value
    site = live_server.url
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    return lambda number: page.goto(site + reverse("proposals:step", args=[proposal.code, number]))


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def go_on(page):
    with page.expect_navigation():
        page.locator("button[form=step-form]").last.click()


def test_policies_are_chosen_with_the_keyboard_alone(step, page, proposal, check_a11y):
    step(4)
    block = page.locator("#q-urgent_policies")
    box, chips = block.locator(".picker [role=combobox]"), block.locator(".picker-chip")
    expect(chips).to_have_count(1)
    expect(block.locator(".choice")).to_have_count(10)
    expect(block.locator(".choice").first).to_be_hidden()

    box.focus()
    press(page, "ArrowDown")
    assert box.get_attribute("aria-expanded") == "true"
    expect(block.get_by_role("option")).to_have_count(10)
    check_a11y(page)
    box.press_sequentially("หนี้")
    press(page, "ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert "หนี้" in active.inner_text()
    press(page, "Enter")
    expect(chips).to_have_count(2)
    assert box.get_attribute("aria-expanded") == "false"
    expect(box).to_be_focused()
    box.press_sequentially("ยาเสพติด")
    press(page, "Escape")
    expect(box).to_have_value("")
    block.locator(".picker-chip button").last.press("Enter")
    expect(chips).to_have_count(1)
    expect(box).to_be_focused()
    go_on(page)

    assert Proposal.objects.get().answered()["urgent_policies"] == ["U67-01"]


def test_a_full_list_says_so(step, page):
    step(2)
    block = page.locator("#q-secondary_themes")
    box = block.locator(".picker [role=combobox]")

    box.fill("TH-03")
    block.get_by_role("option").first.click()
    box.click()

    expect(block.get_by_role("option")).to_have_count(0)
    expect(block.get_by_role("status")).to_contain_text("2")


def test_a_partner_comes_from_the_register_into_a_new_row(step, page, proposal, check_a11y):
    agency = AgencyFactory(name_th="องค์การบริหารส่วนจังหวัดทดลองข้อมูล", level="LOCAL")
    index(agency, agency.searched_text)
    step(5)
    block = page.locator("#q-partners")
    expect(block.locator("[data-picker-plain]")).to_be_hidden()

    block.locator("[data-add]").focus()
    press(page, "Enter")
    row = block.locator("[data-row]").nth(3)
    box = row.locator(".picker [role=combobox]")
    expect(box).to_be_focused()
    box.press_sequentially("อบจ.ทดลอง")
    expect(row.locator(".picker-list [role=option]")).to_have_count(1)
    press(page, "ArrowDown", "Enter")
    expect(box).to_have_value(agency.name_th)
    expect(row.locator("[name$=-name_th]")).to_be_hidden()
    check_a11y(page)
    row.locator("[name$=-role_th]").fill("ให้ข้อมูล")
    row.locator("[name$=-status]").select_option("AGREED")
    go_on(page)

    partner = proposal.partners.get(agency=agency)
    assert (partner.name_th, partner.level, partner.role_th) == (agency.name_th, "LOCAL", "ให้ข้อมูล")


def test_what_is_chosen_is_taken_away_again(step, page, proposal):
    step(2)
    row = page.locator("#q-target_areas [data-row]").first
    box = row.locator(".picker [role=combobox]")
    expect(box).to_have_value("อ.รัตภูมิ จ.สงขลา")

    row.locator(".picker-clear").click()
    expect(box).to_have_value("")
    box.fill("กำแพงเพชร รัตภูมิ")
    row.locator(".picker-list [role=option]").first.click()
    page.set_viewport_size(PHONE)
    assert page.evaluate(TOO_WIDE) <= 0
    go_on(page)

    assert proposal.target_areas.get().subdistrict_th == "กำแพงเพชร"


def test_a_search_that_fails_says_so(step, page, troubles):
    step(2)
    page.route("**/places/find/**", lambda route: route.abort())
    row = page.locator("#q-target_areas [data-row]").first

    row.locator(".picker [role=combobox]").fill("สะเดา")

    expect(row.get_by_role("status")).to_contain_text("ค้นหาไม่ได้")
    troubles.clear()


def test_a_suggested_policy_is_added_with_one_click(step, page, proposal, check_a11y):
    proposal.answers.data["problem_statement"] = "น้ำท่วมซ้ำซากทุกปี " * 20
    proposal.answers.save()
    step(4)
    block = page.locator("#q-master_plans")
    check_a11y(page)

    page.locator("[data-code=MP-19]").click()

    expect(block.locator(".picker-chip")).to_have_count(1)
    expect(page.locator("[data-code=MP-19]")).to_be_hidden()
    expect(page.locator("[data-suggest-told]")).to_contain_text("น้ำ")
    go_on(page)
    assert Proposal.objects.get().answered()["master_plans"] == ["MP-19"]


FOCUSED = """() => { const e = document.activeElement;
  return [e.name || e.id || e.textContent.trim(), e.getClientRects().length > 0]; }"""


def test_a_step_is_walked_with_the_tab_key_alone(step, page, proposal):
    step(5)
    page.locator("[name=approach]").focus()
    walked = []
    while (not walked or walked[-1][0] != "stay") and len(walked) < 120:
        walked.append(page.evaluate(FOCUSED))
        press(page, "Tab")

    names = [name for name, _is_seen in walked]
    assert all(is_seen for _name, is_seen in walked)
    rows = [f"id_partners-{n}-agency" for n in range(3)]
    assert [name for name in names if name in rows] == rows
    last = names.index("id_partners-2-agency")
    assert names[last + 1 :][:3] == ["partners-2-name_th", "partners-2-level", "partners-2-sector"]
    assert names.index("partners-2-status") < names.index("public_participation_plan")
    assert names[-1] == "stay"
