"""Passkeys: one's own only, told when taken away, and as good as the app for whom one is asked."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from pyp_portal.accounts.middleware import lacks_one
from pyp_portal.outbox.models import Message
from tests.accounts.second_factors import passkey_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
REMOVE = reverse("mfa_remove_webauthn")


@pytest.fixture
def browser(client):
    """The browser of somebody who has just shown who they are."""
    client.person = UserFactory()
    client.force_login(client.person)
    client.post(reverse("account_reauthenticate"), {"password": "a long password for tests"})
    return client


def test_ones_own_is_taken_away_and_told(browser):
    passkey = passkey_of(browser.person)

    response = browser.post(REMOVE, {"passkey": passkey.pk})

    assert response.url == reverse("mfa_index")
    assert not Authenticator.objects.exists()
    assert Message.objects.get().template == "accounts/emails/webauthn_removed.txt"


@pytest.mark.parametrize("which", ["of another", "", "no number", "0"])
def test_no_other_is_even_there(browser, which):
    other = passkey_of(UserFactory())

    response = browser.post(REMOVE, {"passkey": other.pk if which == "of another" else which})

    assert response.status_code == 404
    assert Authenticator.objects.get() == other


def test_taking_it_away_asks_again_who_it_is(client):
    person = UserFactory()
    client.force_login(person)
    passkey = passkey_of(person)

    response = client.post(REMOVE, {"passkey": passkey.pk})

    assert response.status_code == 302
    assert Authenticator.objects.count() == 1


def test_a_passkey_is_a_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    officer = UserFactory(staff=True)
    before = lacks_one(officer)

    passkey_of(officer)

    assert (before, lacks_one(officer)) == (True, False)
