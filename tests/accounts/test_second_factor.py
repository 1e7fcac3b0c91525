"""A second factor is asked of those whose role opens other people's papers."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
ROLES = ["staff", "director", "auditor", "admin", "committee"]
PAGE = reverse("accounts:profile")


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("role", ROLES)
def test_these_roles_are_led_to_the_set_up_until_it_is_done(role, client_of):
    person = UserFactory(**{role: True})
    client = client_of(person)

    before = client.get(PAGE)
    TOTP.activate(person, generate_totp_secret())
    after = client.get(PAGE)

    assert (before.status_code, before.url) == (302, reverse("mfa_activate_totp"))
    assert after.status_code == 200


def test_a_posted_act_does_not_slip_through(client_of):
    officer = UserFactory(staff=True)
    membership = MembershipFactory(waiting=True)

    url = reverse("accounts:approve", args=[membership.uid])
    response = client_of(officer).post(url, {"can_edit": "on"})

    membership.refresh_from_db()
    assert response.url == reverse("mfa_activate_totp")
    assert membership.is_waiting


def test_recovery_codes_alone_are_no_second_factor(client_of):
    officer = UserFactory(staff=True)
    Authenticator.objects.create(user=officer, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert client_of(officer).get(PAGE).status_code == 302


def test_applicants_are_not_asked(client_of):
    assert client_of(MembershipFactory().user).get(PAGE).status_code == 200


def test_the_demo_asks_nobody(client_of, settings):
    settings.SECOND_FACTOR_REQUIRED = False

    assert client_of(UserFactory(staff=True)).get(PAGE).status_code == 200


@pytest.mark.parametrize("name", ["account_logout", "guides:guides", "healthz", "mfa_index"])
def test_leaving_setting_up_and_reading_how_stay_open(name, client_of):
    client = client_of(UserFactory(staff=True))

    assert client.get(reverse(name)).status_code == 200


def test_the_picture_to_scan_needs_no_exception_from_the_policy(client_of):
    """The set-up page shows its code under our own rules for content."""
    client = client_of(UserFactory(staff=True))
    client.post(reverse("account_reauthenticate"), {"password": "a long password for tests"})

    page = client.get(reverse("mfa_activate_totp")).content.decode()

    assert "<svg" in page
    assert "data:image" not in page
    assert "style=" not in page
