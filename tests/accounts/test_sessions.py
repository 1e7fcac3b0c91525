"""Where one is signed in: each browser is listed to its owner, and can be ended from another."""

import pytest
from django.test import Client
from django.urls import reverse

from pyp_portal.accounts.models import OpenSession
from tests.accounts.pages import said
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accounts:sessions")
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def signed_in(person, **headers):
    """A browser that has gone through the door, not only got a session."""
    client = Client(**headers)
    sent = {"login": person.email, "password": "a long password for tests"}
    assert client.post(reverse("account_login"), sent).status_code == 302
    return client


@pytest.fixture
def person():
    return UserFactory()


def is_in(client):
    return client.get(reverse("accounts:profile")).status_code == 200


def test_each_browser_is_told_by_name_moment_and_address(person, at):
    at("2024-12-20 10:00")
    signed_in(person, HTTP_USER_AGENT=PHONE, REMOTE_ADDR="203.0.113.9")
    here = signed_in(person)
    signed_in(UserFactory(), REMOTE_ADDR="198.51.100.7")

    response = here.get(PAGE)

    page = response.content.decode()
    rows = response.context["rows"]
    assert {(row.browser, row.address) for row in rows} == {
        ("Chrome · Android", "203.0.113.9"),
        ("", "127.0.0.1"),
    }
    assert page.count("เข้าสู่ระบบเมื่อ 20\u00a0ธ.ค.\u00a02567") == 2
    assert here.session.session_key not in page


def test_one_other_browser_is_ended_and_only_that(person):
    here, there, elsewhere = (signed_in(person) for _each in range(3))
    uid = OpenSession.objects.get(session_key=there.session.session_key).uid

    first = here.post(PAGE, {"session": str(uid)}, follow=True)
    second = here.post(PAGE, {"session": str(uid)}, follow=True)

    assert [is_in(client) for client in (here, there, elsewhere)] == [True, False, True]
    assert (said(first), said(second)) == (["success"], ["warning"])


def test_all_others_are_ended_at_once(person):
    here, there, elsewhere = (signed_in(person) for _each in range(3))

    here.post(PAGE, {"session": "others"})

    assert [is_in(client) for client in (here, there, elsewhere)] == [True, False, False]


@pytest.mark.parametrize("sent", ["", "no name", "the uid of somebody else's"])
def test_nobody_ends_the_session_of_another(person, sent):
    stranger = signed_in(UserFactory())
    if "uid" in sent:
        key = stranger.session.session_key
        sent = str(OpenSession.objects.get(session_key=key).uid)

    response = signed_in(person).post(PAGE, {"session": sent}, follow=True)

    assert said(response) == ["warning"]
    assert is_in(stranger)


def test_a_new_password_signs_out_everywhere_else(person):
    here, there = signed_in(person), signed_in(person)
    new = {"password1": "ยาวพอและไม่มีใครเดา-57", "password2": "ยาวพอและไม่มีใครเดา-57"}

    here.post(
        reverse("account_change_password"), {"oldpassword": "a long password for tests", **new}
    )

    assert [is_in(client) for client in (here, there)] == [True, False]


def test_the_list_costs_the_same_for_one_and_for_three(person, django_assert_num_queries):
    here = signed_in(person)
    here.get(PAGE)
    with django_assert_num_queries(7):
        here.get(PAGE)
    for _each in range(2):
        signed_in(person)

    with django_assert_num_queries(7):
        here.get(PAGE)
