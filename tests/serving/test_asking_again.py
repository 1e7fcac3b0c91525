"""What is grave asks again who it is, and loses nothing of what was filled in."""

import re
from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings as portal
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pyp_portal.serving.asking_again import GRAVE
from tests.access.test_matrix import url_names
from tests.accounts.second_factors import digits
from tests.factories.accounts import UserFactory

PASSWORD = "a long password for tests"
WORDS = re.compile(r"(^|_)(sign|release|certify|export|role|rights|appoint|succeed|account)(_|$)")
# They bear such a word and are not grave: why.
ALLOWED = {
    "issues:sign_off": "a citizen without account, by a link of their own",
    "issues:sign_up": "a citizen without account",
    "papers:export": "the state of a file, nothing is made",
    "selection:cancel_release": "stops what was released by mistake: never to be held up",
}
FETCHED = re.compile(r":export_file$")  # opened by a press on what was asked for before


def test_the_list_of_what_is_grave_is_whole_and_names_nothing_that_is_gone():
    """A new address that signs, releases, exports or gives rights is listed, or says why not."""
    names = {name for name in url_names() if ":" in name}
    speaking = {n for n in names if WORDS.search(n.split(":")[-1]) and not FETCHED.search(n)}

    assert speaking - GRAVE == set(ALLOWED)
    assert GRAVE - names == set()


@pytest.fixture
def asks(settings):
    settings.ASK_AGAIN_AFTER_MINUTES = 30


@pytest.fixture
def admin(db):
    return UserFactory(admin=True)


@pytest.fixture
def browser(admin, asks):
    """An administrator who signed in a moment ago."""
    client = Client()
    client.post(reverse("account_login"), {"login": admin.email, "password": PASSWORD})
    return client


def grow_old(client, minutes):
    """As if the person had shown so long ago who they are."""
    session = client.session
    for one in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        one["at"] -= timedelta(minutes=minutes).total_seconds()
    session.save()


def give(client, person):
    """Give a role: one of the grave acts."""
    url = reverse("accounts:grant_role", args=[person.uid])
    return client.post(url, {"role": "auditor", "reason": "คำสั่งที่ 9"})


@pytest.mark.django_db
def test_who_has_just_signed_in_is_not_asked(browser):
    person = UserFactory()

    grow_old(browser, minutes=29)

    assert give(browser, person).url == person.get_absolute_url()
    assert person.role_grants.count() == 1


@pytest.mark.django_db
def test_after_a_while_the_password_is_asked_and_the_form_waits(browser):
    person = UserFactory()
    grow_old(browser, minutes=31)

    asked = give(browser, person)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert person.role_grants.count() == 0
    assert browser.get(asked.url).content.decode().count("ก่อนดำเนินการเรื่องนี้") == 1
    wrong = browser.post(asked.url, {"password": "wrong"})
    assert (wrong.status_code, person.role_grants.count()) == (200, 0)

    shown = browser.post(asked.url, {"password": PASSWORD, "next": reverse("kept_form")})
    page = browser.get(shown.url).content.decode()

    assert shown.url == reverse("kept_form")
    assert "คำสั่งที่ 9" in page
    assert "ยืนยันตัวตนแล้ว" in page
    assert give(browser, person).url == person.get_absolute_url()
    assert person.role_grants.count() == 1


@pytest.mark.django_db
def test_who_has_a_second_factor_shows_that_one(browser, admin):
    """A password that was stolen together with the session is not enough."""
    person, secret = UserFactory(), generate_totp_secret()
    TOTP.activate(admin, secret)

    asked = give(browser, person)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    still = give(browser, person)
    browser.post(reverse("mfa_reauthenticate"), {"code": digits(secret)})
    done = give(browser, person)

    assert asked.url.startswith(reverse("mfa_reauthenticate"))
    assert still.url.startswith(reverse("mfa_reauthenticate"))
    assert done.url == person.get_absolute_url()


@pytest.mark.django_db
def test_reading_and_ordinary_acts_are_never_asked(browser, admin):
    grow_old(browser, minutes=600)

    page = browser.get(reverse("accounts:person", args=[admin.uid]))
    kept = browser.post(reverse("accounts:profile"), {})

    assert (page.status_code, kept.status_code) == (200, 200)


@pytest.mark.django_db
def test_the_moment_is_real_also_where_the_portal_lives_in_another_year(browser, at):
    at(timezone.now() - timedelta(days=600))
    person = UserFactory()

    fresh = give(browser, person)
    grow_old(browser, minutes=31)
    old = give(browser, UserFactory())

    assert fresh.url == person.get_absolute_url()
    assert old.url.startswith(reverse("account_reauthenticate"))


def test_without_minutes_nobody_is_asked():
    assert portal.ASK_AGAIN_AFTER_MINUTES == 0  # as all other tests live
