"""The pages every portal has: sign-in and its kin, refusals; Thai throughout, on desk and phone."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests.factories.accounts import UserFactory

ENTRANCE = ["account_login", "account_signup", "account_reset_password"]
OWN = ["account_change_password", "account_email", "mfa_index"]
NAMES_OF_THINGS = {"English", "example", "org", "Google", "Microsoft", "Authenticator"}
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.django_db


def english_on(html):
    """Words in Latin letters that a reader sees: addresses and names of things apart."""
    body = html[html.index("<body") :]
    spoken = re.sub(r"<script.*?</script>|\S+@\S+", " ", body, flags=re.DOTALL)
    return set(re.findall(r"[A-Za-z]{3,}", strip_tags(spoken))) - NAMES_OF_THINGS


@pytest.mark.parametrize("name", ENTRANCE)
def test_pages_to_come_in_by_are_thai(name):
    page = Client().get(reverse(name)).content.decode()

    assert english_on(page) == set()


@pytest.mark.parametrize("name", ENTRANCE)
def test_their_errors_are_thai_too(name):
    page = Client().post(reverse(name), {}).content.decode()

    assert "โปรดกรอกช่องนี้" in page
    assert "<title>มีข้อผิดพลาด: " in page
    assert english_on(page) == set()


@pytest.mark.parametrize("name", OWN)
def test_pages_of_ones_own_account_are_thai(name, client_of):
    page = client_of(UserFactory(given_th="ใบเตย")).get(reverse(name)).content.decode()

    assert english_on(page) == set()


def test_the_fields_of_sign_in_keep_their_names():
    page = Client().get("/accounts/login/").content.decode()

    assert re.findall(r'<input[^>]* name="(login|password)"', page) == ["login", "password"]


def test_signing_in_and_out_is_two_posts():
    person = UserFactory()
    client = Client()

    client.post(
        "/accounts/login/", {"login": person.email, "password": "a long password for tests"}
    )
    assert client.session["_auth_user_id"] == str(person.pk)

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_what_is_not_there_looks_like_the_portal(client_of):
    answer = client_of(UserFactory(staff=True)).get("/nowhere/")

    assert answer.status_code == 404
    assert "ไม่พบหน้านี้" in answer.content.decode()
    assert english_on(answer.content.decode()) == set()


def test_a_failure_needs_nothing_that_may_have_failed():
    page = render_to_string("500.html", {"request_id": "abc123"})

    assert "ไม่ใช่ความผิดของคุณ" in page
    assert "abc123" in page


@pytest.mark.parametrize("path", ["400", "403", "404", "410"])
def test_refusals_say_what_to_do_next(path, rf):
    page = render_to_string(f"{path}.html", {"layout": "_layout/public.html"}, rf.get("/"))

    assert page.count("<h1") == 1
    assert '<a class="btn btn-primary" href="/">' in page


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_sign_in_fits_desk_and_phone(page, live_server, check_a11y):
    page.goto(f"{live_server.url}/accounts/login/")
    check_a11y(page)

    page.set_viewport_size(PHONE)
    check_a11y(page)
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")

    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    page.locator("[data-summary]").wait_for()
    check_a11y(page)
