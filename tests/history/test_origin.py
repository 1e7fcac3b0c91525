"""The middleware lets events know where their request came from."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from pyp_portal.history.middleware import origin
from pyp_portal.history.origin import current


def origin_of(user=None, **meta):
    """What a view would see as the origin of its request."""
    seen = []
    request = RequestFactory().get("/", **meta)
    request.user = user or AnonymousUser()
    origin(lambda request: seen.append(current()) or HttpResponse())(request)
    return seen[0]


def test_a_view_knows_the_address_and_the_person(person):
    officer = person()
    seen = origin_of(officer, REMOTE_ADDR="203.0.113.7")

    assert (seen.address, seen.person) == ("203.0.113.7", officer)
    assert (current().address, current().person) == ("", None)


def test_a_visitor_has_an_address_and_no_person():
    assert origin_of(REMOTE_ADDR="203.0.113.7").person is None


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "10.0.0.1"),  # anybody can send this header
        (1, "198.51.100.66, 198.51.100.9", "198.51.100.9"),
        (2, "198.51.100.66, 198.51.100.9, 10.0.0.2", "198.51.100.9"),
        (2, "198.51.100.9", "10.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    seen = origin_of(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert seen.address == address
