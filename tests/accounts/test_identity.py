"""Sign-in with another service, tried against one that is really there."""

import time
import urllib.error
import urllib.request

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse

from pyp_portal.accounts.models import User
from pyp_portal.accounts.services import close_account
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.accounts import provider
from tests.accounts.pages import said
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE, BEGIN = reverse("accounts:identity"), reverse("accounts:identity_login")


@pytest.fixture(scope="module")
def running():
    with provider.running() as service:
        yield service


@pytest.fixture
def service(running, settings):
    """The service, set up as the office would, and well behaved again."""
    running.spoil, running.key = {}, provider.KEY
    app = {
        "provider_id": "identity",
        "name": "ThaiD",
        "client_id": provider.CLIENT,
        "secret": provider.SECRET,
        "settings": {"server_url": running.url, "scope": ["openid", "pid", "ial"]},
    }
    known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": [app]}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": known}
    settings.IDENTITY_NAME = "ThaiD"
    return running


class Followed(urllib.request.HTTPRedirectHandler):
    """Goes nowhere by itself."""

    def redirect_request(self, *args):
        return None


def went_there(response):
    """What a browser does: goes where it was led, and comes back with an address."""
    try:
        urllib.request.build_opener(Followed).open(response.url)
    except urllib.error.HTTPError as led:
        with led:
            return led.headers["Location"].partition("testserver")[2]


def linked(client, person):
    """Link the account of somebody who is signed in."""
    client.force_login(person)
    return client.get(went_there(client.post(PAGE)), follow=True)


def came_back(client, address=BEGIN):
    return client.get(went_there(client.post(address)))


def is_in(client):
    return "_auth_user_id" in client.session


def test_off_by_default_there_is_no_such_page_and_no_button(client, client_of):
    sent = [
        client.post(BEGIN),
        client.get(reverse("accounts:identity_callback")),
        client_of(UserFactory()).get(PAGE),
    ]

    assert [response.status_code for response in sent] == [404, 404, 404]
    assert BEGIN not in client.get(reverse("account_login")).content.decode()


def test_one_links_ones_account_and_signs_in_with_it_from_then_on(service, client):
    person = UserFactory()

    page = linked(client, person)
    other_browser = Client()
    response = came_back(other_browser)

    assert (said(page), response.url) == (["info"], reverse("home"))
    assert other_browser.session["_auth_user_id"] == str(person.pk)
    assert BEGIN in Client().get(reverse("account_login")).content.decode()
    [letter] = Message.objects.all()
    assert letter.template == "accounts/emails/account_connected.txt"
    assert [event.verb for event in timeline(person)] == ["identity linked"]


def test_only_little_is_asked_for_and_only_a_keyed_hash_is_kept(service, client):
    linked(client, UserFactory())

    kept = SocialAccount.objects.get()
    asked = service.asked[-1]
    assert set(asked["scope"].split()) == {"openid", "pid", "ial"}
    assert (asked["code_challenge_method"], len(kept.uid), kept.extra_data) == ("S256", 64, {})
    assert provider.PID not in repr([kept.__dict__, *client.session.items()])
    assert not SocialToken.objects.exists()


def test_an_identity_makes_no_account_and_gives_no_right(service, client):
    response = came_back(client)
    assert response.url == reverse("account_login")
    assert not is_in(client)
    assert not User.objects.exists()

    member = MembershipFactory()
    linked(client, member.user)
    person = User.objects.get(pk=member.user.pk)
    assert (person.roles, person.led_agency_ids) == (frozenset(), [])


SPOILT = {
    "nonce": ({"nonce": "of another sign-in"}, "การเข้าสู่ระบบครั้งอื่น"),
    "no nonce": ({"nonce": None}, "การเข้าสู่ระบบครั้งอื่น"),
    "issuer": ({"iss": "https://evil.example"}, "ไม่ได้มาจากบริการที่ส่งไปถาม"),
    "audience": ({"aud": "another site"}, "ออกให้เว็บไซต์อื่น"),
    "expired": ({"exp": time.time() - 5}, "มาช้าเกินไป"),
    "nobody": ({"pid": ""}, "ไม่ได้บอกว่าเป็นใคร"),
}


@pytest.mark.parametrize("wrong", SPOILT)
def test_an_answer_that_is_wrong_is_refused_with_its_sentence(service, client, wrong):
    linked(client, UserFactory())
    service.spoil, sentence = SPOILT[wrong]
    browser = Client()

    response = came_back(browser)

    assert response.status_code == 401
    assert sentence in response.content.decode()
    assert not is_in(browser)


def test_a_signature_that_is_not_the_services_is_refused(service, client):
    linked(client, UserFactory())
    service.key = provider.OTHER_KEY

    response = came_back(browser := Client())

    assert "ลายมือชื่อดิจิทัล" in response.content.decode()
    assert (response.status_code, is_in(browser)) == (401, False)


def test_a_state_is_good_once_and_only_in_its_own_browser(service, client):
    linked(client, UserFactory())
    browser, other = Client(), Client()
    back = went_there(browser.post(BEGIN))
    stolen = went_there(browser.post(BEGIN))

    first = browser.get(back)
    browser.logout()
    replayed = browser.get(back)
    elsewhere = other.get(stolen)

    assert first.url == reverse("home")
    for response in (replayed, elsewhere):
        assert response.status_code == 401
        assert "เริ่มใหม่" in response.content.decode()
    assert not (is_in(browser) or is_in(other))


def test_who_does_not_go_on_there_and_a_service_that_is_down_are_told(service, client, settings):
    state = went_there(client.post(BEGIN)).rpartition("state=")[2]
    callback = reverse("accounts:identity_callback")
    cancelled = client.get(callback, {"error": "access_denied", "state": state})
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://localhost:9"

    down = client.post(BEGIN)

    assert (cancelled.status_code, down.status_code) == (401, 503)
    assert "ไม่ได้ดำเนินการต่อ" in cancelled.content.decode()
    assert "อีเมลและรหัสผ่าน" in down.content.decode()


def test_the_second_factor_is_still_asked_and_a_closed_account_stays_closed(service, client):
    person = UserFactory()
    linked(client, person)
    TOTP.activate(person, generate_totp_secret())
    asked = came_back(Client())
    close_account(person, by=UserFactory(admin=True), reason="พ้นจากราชการ")

    closed = came_back(Client())

    assert asked.url == reverse("mfa_authenticate")
    assert closed.url == reverse("account_inactive")


def test_one_identity_is_of_one_account(service, client):
    linked(client, UserFactory())

    page = linked(Client(), UserFactory())

    assert said(page) == ["error"]
    assert SocialAccount.objects.count() == 1


def test_the_link_is_cut_and_the_password_goes_on_working(service, client):
    person = UserFactory()
    linked(client, person)

    page = client.post(PAGE, follow=True)

    assert said(page) == ["success"]
    assert came_back(Client()).url == reverse("account_login")
    assert timeline(person).last().verb == "identity unlinked"
    sent = {"login": person.email, "password": "a long password for tests"}
    assert Client().post(reverse("account_login"), sent).url == reverse("home")
