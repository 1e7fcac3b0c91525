"""A passkey in a real browser: made, shown as second step, and enough by itself."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(page):
    """A device of the browser's own that answers as a finger on it would."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    made = chromium.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return lambda method, **more: chromium.send(method, made | more)


def sign_in_by_password(page, site, person):
    page.goto(site + reverse("account_login"))
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill("a long password for tests")
    page.locator("form:has([name=login]) button[type=submit]").click()


def sign_out(page, site, *, known=False):
    """Sign out of a browser that, unless ``known``, has never seen the passkey."""
    page.goto(site + reverse("account_logout"))
    if not known:
        page.evaluate("localStorage.removeItem('pyp-passkey')")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(site + reverse("home"))


def make_passkey(page, site):
    """Made by who shows the password once more; recovery codes are shown at once."""
    page.goto(site + reverse("mfa_add_webauthn"))
    page.locator("[name=password]").fill("a long password for tests")
    page.locator("main button[type=submit]").first.click()
    page.locator("[name=name]").fill("โทรศัพท์ของฉัน")
    page.locator("[data-passkey-go]").click()
    expect(page.locator(".code-list li")).to_have_count(10)


def show_as_second_step(page, check_a11y):
    """It is asked first, a recovery code stands behind, digits were not set up."""
    page.wait_for_url("**" + reverse("mfa_authenticate"))
    expect(page.locator("[name=code]")).to_have_count(0)
    page.get_by_role("link", name="ใช้รหัสสำรอง").click()
    expect(page.locator("[data-passkey-go]")).to_have_count(0)
    page.get_by_role("link", name="ใช้พาสคีย์").click()
    check_a11y(page)
    expect(page.locator("[data-passkey-go]")).to_be_focused()
    page.keyboard.press("Enter")


def test_a_passkey_is_made_and_signs_in_beside_and_without_the_password(
    page, live_server, device, settings, check_a11y
):
    settings.SECOND_FACTOR_REQUIRED = True
    site, person = live_server.url, UserFactory(staff=True)

    sign_in_by_password(page, site, person)
    make_passkey(page, site)
    made = Authenticator.objects.get(user=person, type=Authenticator.Type.WEBAUTHN).wrap()
    assert (made.name, made.is_passwordless) == ("โทรศัพท์ของฉัน", True)

    sign_out(page, site)
    sign_in_by_password(page, site, person)
    show_as_second_step(page, check_a11y)
    page.wait_for_url(site + reverse("home"))

    sign_out(page, site)
    page.goto(site + reverse("account_login"))
    page.locator("[data-passkey-go]").click()
    page.wait_for_url(site + reverse("home"))
    page.goto(site + reverse("accounts:profile"))
    assert page.url.endswith(reverse("accounts:profile"))

    sign_out(page, site, known=True)
    page.goto(site + reverse("account_login"))  # offered under the e-mail; this device takes it
    page.wait_for_url(site + reverse("home"))

    sign_out(page, site)
    device("WebAuthn.setUserVerified", isUserVerified=False)  # a wrong finger
    page.goto(site + reverse("account_login"))
    page.locator("[data-passkey-go]").click()
    expect(page.locator("[data-passkey-trouble]")).to_be_visible()
    letters = Message.objects.filter(address=person.email).values_list("template", flat=True)
    assert "accounts/emails/webauthn_added.txt" in letters
