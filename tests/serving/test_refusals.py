"""The pages that say no."""

import pytest
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.http import Http404

from pyp_portal import refusals

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.serving.urls")]


def test_an_address_that_leads_nowhere(client_of, person):
    response = client_of(person).get("/nowhere/")

    assert response.status_code == 404
    assert response.templates[0].name == "404.html"


@pytest.mark.parametrize(
    ("view", "error", "status"),
    [
        (refusals.bad_request, SuspiciousOperation("P68-0001"), 400),
        (refusals.bad_request, TooManyFieldsSent("P68-0001"), 413),
        (refusals.forbidden, PermissionDenied("P68-0001"), 403),
        (refusals.not_found, Http404("P68-0001"), 404),
    ],
)
def test_s10_a_refusal_never_says_what_it_is_about(rf, view, error, status):
    response = view(rf.get("/own/"), error)

    assert response.status_code == status
    assert "P68-0001" not in response.content.decode()


def test_s16_what_is_too_large_is_refused_with_how_much_may_come(rf, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20

    response = refusals.bad_request(rf.post("/own/"), RequestDataTooBig())

    assert response.status_code == 413
    assert "ไม่เกิน 4 MB" in response.content.decode()


def test_a_mistake_of_ours_is_said_with_the_id_of_the_request(client):
    client.raise_request_exception = False

    response = client.get("/broken/", headers={"X-Request-ID": "0123456789abcdef"})

    assert response.status_code == 500
    assert "somebody@example.org" not in response.content.decode()


def test_an_address_of_a_form_says_so_to_whoever_opens_it(
    client_of, person, django_assert_num_queries
):
    client = client_of(person)
    refusals.only_by_form.cache_clear()
    with django_assert_num_queries(0):
        words = refusals.only_by_form("th")

    page = client.get("/act/")

    assert (page.status_code, page["Allow"], page.content.decode()) == (405, "POST", words)
    assert page["Content-Length"] == str(len(words.encode()))
    assert 'href="/"' in words
    assert client.head("/act/").content == b""
    assert client.get("/act/", headers={"Accept": "application/json"}).content == b""
