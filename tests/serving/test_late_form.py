"""In a browser: the session ended while somebody was writing, and nothing is lost."""

import pytest

from pyp_portal.accounts.models import OpenSession
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASSWORD = "a long enough password"


@pytest.fixture
def writer():
    person = UserFactory(given_th="ใบเตย")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(page, person):
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")


def test_s21_what_was_written_when_the_session_ended_is_sent_after_signing_in(
    page, live_server, writer, check_a11y
):
    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/profile/")
    sign_in(page, writer)
    page.fill("input[name=given_th]", "ใบเฟิร์น")
    OpenSession.objects.all().delete()

    page.press("input[name=given_th]", "Enter")
    sign_in(page, writer)
    check_a11y(page)
    page.get_by_role("button", name="ส่งอีกครั้ง").click()

    page.wait_for_url(f"{live_server.url}/accounts/profile/")
    assert page.input_value("input[name=given_th]") == "ใบเฟิร์น"
    writer.refresh_from_db()
    assert writer.given_th == "ใบเฟิร์น"


def test_s21_a_page_opened_before_signing_in_again_elsewhere_keeps_its_form(
    page, live_server, writer, context, troubles, check_a11y
):
    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/profile/")
    sign_in(page, writer)
    page.fill("input[name=given_th]", "ใบเฟิร์น")
    context.clear_cookies()

    page.press("input[name=given_th]", "Enter")
    assert page.locator("h1").inner_text() == "หน้านี้เปิดค้างไว้นานเกินไป"
    check_a11y(page)
    assert [text[:3] for text in troubles if text[0].isdigit()] == ["403"]
    troubles.clear()
    page.get_by_role("button", name="ส่งอีกครั้ง").click()
    sign_in(page, writer)
    page.get_by_role("button", name="ส่งอีกครั้ง").click()

    page.wait_for_url(f"{live_server.url}/accounts/profile/")
    assert page.input_value("input[name=given_th]") == "ใบเฟิร์น"
