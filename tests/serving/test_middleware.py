"""What every request gets: its moment, its id, its policies."""

import logging

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.serving.urls")]


def test_a_request_carries_the_moment_it_came(client, at):
    moment = at("2025-01-06 23:59")

    assert client.get("/open/").wsgi_request.arrived_at == moment


def test_the_id_a_proxy_gave_is_kept_and_a_strange_one_is_not(client):
    kept = client.get("/open/", headers={"X-Request-ID": "0123456789abcdef"})
    made = client.get("/open/", headers={"X-Request-ID": "<b>not an id</b>"})

    assert kept["X-Request-ID"] == "0123456789abcdef"
    assert len(made["X-Request-ID"]) == 32


def test_the_log_says_which_page_answered_and_not_what_was_asked(client, caplog):
    with caplog.at_level(logging.INFO, logger="pyp_portal.requests"):
        client.get("/own/?q=somebody@example.org")

    (line,) = [record for record in caplog.records if record.name == "pyp_portal.requests"]
    told = line.msg
    assert {key: told[key] for key in ("event", "method", "route", "status")} == {
        "event": "request",
        "method": "GET",
        "route": "own/",
        "status": 302,
    }
    assert "example.org" not in str(told)


def test_every_answer_has_its_policies(client):
    response = client.get("/open/")

    assert {name: response[name] for name in POLICIES} == POLICIES


POLICIES = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
        "geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
    ),
}


def test_no_page_runs_a_script_or_a_style_that_is_not_a_file_of_ours(client):
    policy = client.get("/open/")["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == [
        "base-uri 'self'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "object-src 'none'",
    ]


def test_s23_nobody_on_the_way_keeps_a_page_of_a_person(client_of, person):
    response = client_of(person).get("/own/")

    assert response["Cache-Control"] == "no-store, private"
    assert "Cookie" in response["Vary"].split(", ")


def test_s23_a_page_for_everybody_is_asked_for_again_each_time(client):
    response = client.get("/open/")

    assert (response["Cache-Control"], response["Vary"]) == ("no-cache", "Cookie")


def test_s23_the_same_address_is_answered_for_each_person_alone(client_of, person, other):
    assert client_of(person).get("/own/").content.decode() == f"{person.pk}: "
    assert client_of(other).get("/own/").content.decode() == f"{other.pk}: "


def test_a_view_is_for_signed_in_people_unless_it_says_otherwise(client):
    response = client.get("/own/")

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/own/")
