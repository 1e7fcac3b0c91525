"""A passkey is asked first, digits where there is none, and a recovery code helps out last."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from pyp_portal.accounts.adapter import AccountAdapter
from pyp_portal.accounts.ways import AGAIN, ways_of
from pyp_portal.serving.asking_again import question_for
from pyp_portal.thai import to_thai_digits
from tests.accounts.second_factors import digits, passkey_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
SECOND = reverse("mfa_authenticate")
PASSWORD = "a long password for tests"


def person_with(has):
    """Somebody who has set these up; the secret of the app and the codes hang on the person."""
    person = UserFactory()
    if "passkey" in has:
        passkey_of(person)
    if "digits" in has:
        person.secret = generate_totp_secret()
        TOTP.activate(person, person.secret)
    if "recovery" in has:
        person.codes = RecoveryCodes.activate(person).get_unused_codes()
    return person


def sign_in(client, person):
    sent = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return sent.url


@pytest.mark.parametrize(
    ("has", "ways", "again"),
    [
        ("", [], "account_reauthenticate"),
        ("digits", ["digits"], "mfa_reauthenticate"),
        ("digits recovery", ["digits", "recovery"], "mfa_reauthenticate"),
        ("passkey", ["passkey"], "mfa_reauthenticate_webauthn"),
        (
            "passkey digits recovery",
            ["passkey", "digits", "recovery"],
            "mfa_reauthenticate_webauthn",
        ),
    ],
)
def test_the_strongest_is_asked_first_and_the_others_stand_behind(has, ways, again):
    person = person_with(has)

    offered = [one["url"] for one in AccountAdapter().get_reauthentication_methods(person)]

    assert ways_of(person) == ways
    assert question_for(person) == reverse(again)
    assert offered == ([reverse(AGAIN[way]) for way in ways] or [reverse(again)])


def test_codes_alone_or_all_used_help_nobody():
    person = person_with("digits recovery")
    codes = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap()
    for code in codes.get_unused_codes():
        assert codes.validate_code(code)

    assert ways_of(person) == ["digits"]
    assert ways_of(person_with("recovery")) == []


def test_who_has_no_passkey_is_offered_none(client):
    person = person_with("digits recovery")
    assert sign_in(client, person) == SECOND

    page = client.get(SECOND)
    other = client.get(SECOND, {"way": "passkey"})  # nothing that was not set up

    assert "data-passkey" not in page.content.decode() + other.content.decode()
    assert (page.context["way"], page.context["others"]) == ("digits", [("recovery", "ใช้รหัสสำรอง")])


def test_digits_are_taken_as_people_type_them(client):
    person = person_with("digits")
    sign_in(client, person)
    code = to_thai_digits(digits(person.secret))

    wrong = client.post(SECOND, {"code": "x" + code})
    right = client.post(SECOND, {"code": f" {code[:3]} {code[3:]}"})

    assert "โปรดตรวจดูแล้วกรอกอีกครั้ง" in wrong.content.decode()
    assert right.url == reverse("home")


def test_a_recovery_code_signs_in_once(client):
    person = person_with("digits recovery")
    sign_in(client, person)
    by_code = f"{SECOND}?way=recovery"

    page = client.get(by_code).content.decode()
    done = client.post(by_code, {"code": person.codes[0]})
    client.post(reverse("account_logout"))
    sign_in(client, person)
    twice = client.post(by_code, {"code": person.codes[0]})

    assert "กรอกรหัสสำรองที่คุณเก็บไว้หนึ่งรหัส" in page
    assert (done.url, twice.status_code) == (reverse("home"), 200)
    assert f"{SECOND}?way=recovery" in twice.content.decode()  # the form is still the one for codes


def test_before_what_is_grave_a_recovery_code_helps_out_too(client):
    person = person_with("digits recovery")
    client.force_login(person)
    there = reverse("mfa_reauthenticate_by_recovery")

    first = client.get(reverse("mfa_reauthenticate"), {"next": reverse("accounts:profile")})
    password = client.get(reverse("account_reauthenticate"))
    done = client.post(there, {"code": person.codes[0], "next": reverse("accounts:profile")})

    assert f"{there}?next=" in first.content.decode()
    assert password.url == reverse("mfa_reauthenticate")
    assert done.url == reverse("accounts:profile")
