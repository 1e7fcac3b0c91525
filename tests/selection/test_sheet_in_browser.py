"""In a real browser: points and words are saved while one writes, beside the pages of the files."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from selection import services
from selection.services.exercising import close_exercise, open_exercise, practise
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import DOC_CODES, DUE, fresh, plan_of, ready_proposal, seat_members

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def test_a_sheet_is_saved_while_it_is_written_and_found_again(
    page, live_server, client_of, check_a11y, at
):
    at("2025-01-25 10:00")
    plan = plan_of(min_reviewers=1)
    seats = seat_members(plan, 1)
    services.open_review([ready_proposal(plan, seats[1:])], due=DUE)
    sheet = seats[1].sheets.get()
    name = settings.SESSION_COOKIE_NAME
    cookie = client_of(seats[1].user).cookies[name].value
    page.context.add_cookies([{"name": name, "value": cookie, "url": live_server.url}])
    page.goto(live_server.url + sheet.get_absolute_url())
    check_a11y(page)

    page.locator("#D1 .anchor").nth(3).click()
    page.get_by_label("เหตุผลของข้อนี้").first.fill("ตรงกับแผนแม่บท")
    page.locator("textarea[name=note]").fill("ถามเรื่องงบ")
    page.locator("textarea[name=advice]").fill("ลดขอบเขต")
    page.locator("#rubric-h").click()

    expect(page.locator("[data-total]")).to_have_text("12.00")
    expect(page.locator("[data-save-state]")).to_have_attribute("data-save-state", "saved")
    kept = fresh(sheet)
    assert (kept.points(), kept.advice_th, str(kept.total)) == ({"D1": 4}, "ลดขอบเขต", "12.00")

    page.reload()
    expect(page.locator("textarea[name=note]")).to_have_value("ถามเรื่องงบ")
    exercise = open_exercise(plan, ProposalFactory(call=plan.call, state="ineligible"), by=None)
    page.goto(live_server.url + exercise.get_absolute_url())
    check_a11y(page)
    practise(exercise, seats[1], dict.fromkeys(DOC_CODES, 3))
    close_exercise(exercise, by=None)
    page.reload()
    check_a11y(page)
