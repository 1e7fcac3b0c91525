"""Signing up in a real browser: with the keyboard alone, and what Enter presses."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pyp_portal.accounts.models import Membership
from tests.factories.accounts import AgencyFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
PASSWORD = "ยาวพอและไม่มีใครเดา-57"


def type_into(page, *texts):
    """Type each text and go on to the next control."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Tab")


def test_one_signs_up_with_the_keyboard_alone_and_enter_sends_the_form(
    page, live_server, check_a11y
):
    agency = AgencyFactory(name_th="เทศบาลนครตัวอย่างทะเล")
    page.goto(live_server.url + reverse("account_signup"))
    page.locator("[name=email]").focus()

    type_into(page, "new@example.org", "นางสาว", "ใบเตย", "ตัวอย่างดี", "นักวิเคราะห์", "0800001000")
    page.keyboard.type("ทะเล")
    expect(page.locator(".picker [role=option]")).to_have_count(1)
    check_a11y(page)
    for key in ("ArrowDown", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("input[name=agency]")).to_have_value(agency.code)
    page.locator("[name=password1]").focus()
    page.keyboard.type(PASSWORD)
    page.locator("[name=password2]").focus()
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith(reverse("account_email_verification_sent"))
    asked = Membership.objects.get()
    assert (asked.agency, asked.can_submit) == (agency, True)
