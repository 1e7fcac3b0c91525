"""Signing up, in and out: safely, quietly, and also where the mail server is down."""

import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from pyp_portal.accounts.models import User
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long password for tests"
LOGIN, SIGNUP = reverse("account_login"), reverse("account_signup")
EVIL = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
NEW = {
    "email": "new@example.org",
    "title_th": "นาย",
    "given_th": "ต้น\u200bกล้า",
    "family_th": "ตัวอย่างดี",
    "phone": "080 000 1000",
    "without_agency": "on",
    "password1": "ยาวพอและไม่มีใครเดา-57",
    "password2": "ยาวพอและไม่มีใครเดา-57",
}


def sign_in(client, person, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": person.email, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def link_in(message):
    """The path of the link in a letter."""
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


def errors(response):
    return response.context["form"].non_field_errors()


# --- Signing in ---------------------------------------------------------------


def test_one_signs_in_by_email_in_any_capitals(client):
    person = UserFactory(email="person@example.org")

    response = client.post(LOGIN, {"login": "Person@Example.org", "password": PASSWORD})

    assert response.url == reverse("home")
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize("target", EVIL)
def test_s20_after_signing_in_one_stays_on_this_site(client, target):
    response = sign_in(client, UserFactory(), next=target)

    assert response.url == reverse("home")


@pytest.mark.parametrize("target", EVIL)
def test_s20_after_signing_up_out_and_changing_language_one_stays(client, target):
    signed_up = client.post(SIGNUP, {**NEW, "next": target})
    signed_out = Client().post(reverse("account_logout"), {"next": target})
    language = Client().post(reverse("set_language"), {"language": "en", "next": target})

    assert signed_up.url == reverse("account_email_verification_sent")
    assert signed_out.url == reverse("home")
    assert language.url == "/"


def test_s20_a_path_of_ours_is_followed(client):
    response = sign_in(client, UserFactory(), next=reverse("accounts:profile"))

    assert response.url == reverse("accounts:profile")


def test_s21_nobody_is_signed_in_by_a_form_of_another_site():
    client = Client(enforce_csrf_checks=True)
    person = UserFactory()

    response = sign_in(client, person)

    assert response.status_code == 403
    assert not is_signed_in(client)
    assert PASSWORD not in response.content.decode()


def test_s21_reading_the_way_out_signs_nobody_out(client):
    person = UserFactory()
    client.force_login(person)

    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


# --- Signing up ---------------------------------------------------------------


def test_a_new_person_confirms_the_address_before_signing_in(client):
    response = client.post(SIGNUP, NEW)

    person = User.objects.get(email="new@example.org")
    assert response.url == reverse("account_email_verification_sent")
    assert (person.name_th, person.phone) == ("นายต้นกล้า ตัวอย่างดี", "080-000-1000")
    assert [event.verb for event in timeline(person)] == ["signed up"]
    assert sign_in(Client(), person, NEW["password1"]).url == response.url


def test_s22_opening_the_link_of_a_mail_does_nothing_by_itself(client):
    client.post(SIGNUP, NEW)
    address = User.objects.get(email=NEW["email"]).emailaddress_set.get()
    link = link_in(Message.objects.get())

    page = client.get(link)
    address.refresh_from_db()
    assert (page.status_code, address.verified) == (200, False)
    client.post(link)
    address.refresh_from_db()
    assert address.verified


def test_s22_the_link_for_a_new_password_changes_nothing_when_opened(client):
    person = UserFactory()
    client.post(reverse("account_reset_password"), {"email": person.email})

    client.get(link_in(Message.objects.get()), follow=True)

    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert not is_signed_in(client)


def test_a_mail_server_that_is_down_does_not_break_the_sign_up(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    response = client.post(SIGNUP, NEW)

    assert response.url == reverse("account_email_verification_sent")
    assert Message.objects.get().address == "new@example.org"


def test_a_letter_with_a_link_is_in_nobodys_inbox(client):
    person = UserFactory()
    client.post(reverse("account_reset_password"), {"email": person.email})

    assert Message.objects.get().recipient is None
    assert list(Message.objects.visible_to(person)) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password2": "another 123456"}, "password2"),
        ({"password1": "new@example.org", "password2": "new@example.org"}, "password1"),
        ({"given_th": "\u200b "}, "given_th"),
        ({"phone": "12"}, "phone"),
        ({"email": "no address"}, "email"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_is_kept(client, wrong, field):
    response = client.post(SIGNUP, NEW | wrong)

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["family_th"].value() == "ตัวอย่างดี"
    assert not User.objects.exists()


# --- What strangers may learn -------------------------------------------------


def what_one_sees(response):
    """The answer without its tokens, and without what one had asked for oneself."""
    text = re.sub(r'value="[^"]{32,}"', "", response.content.decode())
    return response.status_code, response.get("Location"), text.replace("known@", "new@")


def test_s26_sign_up_answers_alike_for_known_and_unknown_addresses():
    known = UserFactory(email="known@example.org")

    unknown_answer = Client().post(SIGNUP, NEW)
    known_answer = Client().post(SIGNUP, NEW | {"email": known.email})

    assert what_one_sees(known_answer) == what_one_sees(unknown_answer)
    letters = dict(Message.objects.values_list("address", "template"))
    assert letters == {
        "new@example.org": "accounts/emails/email_confirmation_signup.txt",
        "known@example.org": "accounts/emails/account_already_exists.txt",
    }


def test_s26_a_new_password_is_promised_alike_for_known_and_unknown_addresses():
    known = UserFactory(email="known@example.org")
    url = reverse("account_reset_password")

    unknown_answer = Client().post(url, {"email": "new@example.org"})
    known_answer = Client().post(url, {"email": known.email})

    assert what_one_sees(known_answer) == what_one_sees(unknown_answer)
    assert Message.objects.count() == 2


def test_s26_a_wrong_password_and_an_unknown_address_read_alike():
    known = UserFactory(email="known@example.org")

    wrong = sign_in(Client(), known, "wrong")
    unknown = sign_in(Client(), User(email="new@example.org"), "wrong")

    assert len(errors(wrong)) == 1
    assert list(errors(wrong)) == list(errors(unknown))


def test_s26_a_person_that_does_not_exist_and_one_of_others_are_both_missing(client_of, at):
    at("2024-12-20 10:00")
    client = client_of(UserFactory())
    uids = [UserFactory().uid, uuid.uuid4()]
    urls = [reverse("accounts:person", args=[uid]) for uid in uids]

    hidden, missing = (what_one_sees(client.get(url)) for url in urls)

    assert hidden[0] == 404
    assert hidden[2].replace(urls[0], "") == missing[2].replace(urls[1], "")


def test_s35_failures_are_counted_by_account_and_address():
    person = UserFactory()
    attacker = Client(REMOTE_ADDR="203.0.113.9")
    for _each in range(5):
        sign_in(attacker, person, "wrong")

    too_many = sign_in(attacker, person)
    owner = Client(REMOTE_ADDR="198.51.100.7")
    sign_in(owner, person)

    assert not is_signed_in(attacker)
    assert len(errors(too_many)) == 1
    assert is_signed_in(owner)


# --- Changes are told to their owner ------------------------------------------


def test_a_changed_password_is_told(client, at):
    at("2024-12-20 10:00")
    person = UserFactory()
    client.force_login(person)
    new = NEW["password1"]

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    person.refresh_from_db()
    assert person.check_password(new)
    letter = Message.objects.get()
    assert (letter.template, letter.address) == (
        "accounts/emails/password_changed.txt",
        person.email,
    )
    assert "20\u00a0ธ.ค.\u00a02567" in letter.body
    assert mail.outbox == []
