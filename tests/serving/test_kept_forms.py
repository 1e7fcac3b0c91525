"""A form that came after the session had ended, or with an old token, is not lost."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from pyp_portal import clock
from pyp_portal.accounts.models import OpenSession
from pyp_portal.serving import kept_forms

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.serving.urls")]

FORM = {"title": "ประเด็นบูรณาการ", "themes": ["a", "b"], "empty": ""}
FIELDS = [["title", "ประเด็นบูรณาการ"], ["themes", "a"], ["themes", "b"], ["empty", ""]]


@pytest.fixture
def late(client, person):
    """The browser of a person whose session has run out on the server."""
    client.force_login(person)
    OpenSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    return client


def kept(response):
    form = response.context["form"]
    return form.path, form.fields, form.file_fields


def test_s21_a_form_sent_too_late_waits_behind_the_sign_in(late, person):
    response = late.post("/own/?step=2", FORM)
    late.force_login(person)

    assert response["Location"] == "/accounts/login/?next=/again/"
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "กรุณาเข้าสู่ระบบอีกครั้ง ข้อมูลที่กรอกไว้ยังอยู่และรอให้ส่งต่อ"
    ]
    assert kept(late.get("/again/")) == ("/own/?step=2", FIELDS, [])


def test_s21_it_is_sent_again_with_one_press(late, person):
    late.post("/own/", FORM)
    late.force_login(person)

    form = late.get("/again/").context["form"]
    sent = late.post(form.path, dict(form.fields))

    assert sent.content.decode() == f"{person.pk}: ประเด็นบูรณาการ"


def test_s21_files_must_be_chosen_again_and_the_page_says_so(late, person):
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.7")
    late.post("/own/", FORM | {"letter": letter})
    late.force_login(person)

    page = late.get("/again/")

    assert kept(page) == ("/own/", FIELDS, ["letter"])
    assert 'type="file"' in page.content.decode()


def test_s23_somebody_else_at_the_same_machine_does_not_get_it(late, other):
    late.post("/own/", FORM)
    late.force_login(other)

    assert late.get("/again/").status_code == 302
    assert kept_forms.PLACE not in late.session


def test_it_waits_for_two_hours(late, person, at):
    at("2025-01-06 20:00")
    late.post("/own/", FORM)
    late.force_login(person)

    with clock.at(clock.now() + timedelta(minutes=119)):
        assert late.get("/again/").status_code == 200
    with clock.at(clock.now() + timedelta(minutes=121)):
        assert late.get("/again/").status_code == 302


def test_a_form_with_a_password_is_never_kept(late):
    response = late.post("/own/", FORM | {"password": "a long enough password"})

    assert response["Location"] == "/accounts/login/?next=/"
    assert kept_forms.PLACE not in late.session


def test_a_form_too_large_for_a_session_is_not_kept(late):
    response = late.post("/own/", {"title": "ก" * 400_001})

    assert response["Location"] == "/accounts/login/?next=/"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(late):
    sent = late.post("/own/", FORM, headers={"HX-Request": "true"})
    asked = late.get(
        "/own/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/proposals/?q=1"},
    )

    assert (sent.status_code, sent["HX-Redirect"]) == (200, "/accounts/login/?next=/again/")
    assert asked["HX-Redirect"] == "/accounts/login/?next=/proposals/%3Fq%3D1"
    assert kept_forms.PLACE in late.session


def test_where_nothing_waits_the_way_leads_home(client_of, person):
    assert client_of(person).get("/again/")["Location"] == "/"


@pytest.fixture
def strict(person):
    """A signed-in browser that sends no valid token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def test_s21_an_old_token_gives_the_form_back(strict):
    response = strict.post("/own/", FORM, headers={"Origin": "http://testserver"})

    assert response.status_code == 403
    assert kept(response) == ("/own/", FIELDS, [])
    assert 'name="csrfmiddlewaretoken"' in response.content.decode()


def test_s21_sent_again_with_the_fresh_token_it_is_taken(strict, person):
    page = strict.post("/own/", FORM, headers={"Origin": "http://testserver"})
    token = str(page.context["csrf_token"])

    sent = strict.post("/own/", FORM | {"csrfmiddlewaretoken": token})

    assert sent.content.decode() == f"{person.pk}: ประเด็นบูรณาการ"


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_s21_words_that_another_site_put_in_are_not_given_to_the_person(strict, headers):
    response = strict.post("/own/", FORM, headers=headers)

    assert (response.status_code, response.context["form"]) == (403, None)
    assert "ประเด็นบูรณาการ" not in response.content.decode()


def test_s21_a_stranger_cannot_be_signed_in_by_another_site(person):
    client = Client(enforce_csrf_checks=True)
    credentials = {"login": person.email, "password": "a long enough password"}

    response = client.post(
        "/accounts/login/", credentials, headers={"Origin": "https://evil.example"}
    )

    assert response.status_code == 403
    assert "a long enough password" not in response.content.decode()
    assert "_auth_user_id" not in client.session
