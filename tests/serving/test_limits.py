"""S35: what machines would do without end is refused with a sentence, and to them alone."""

import pytest
from django.test import Client
from django.urls import reverse

from pyp_portal.limits import RATE_LIMITS
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
LIST = reverse("proposals:list")
WAIT = "รอสักหนึ่งนาที"


def codes(client, times, address, **more):
    return [client.get(address, **more).status_code for _each in range(times)]


def test_s35_who_searches_without_end_waits_and_nobody_else_does(client_of, settings):
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"search": "2/m/user"}
    machine, other = client_of(UserFactory()), client_of(UserFactory())

    assert codes(machine, 3, f"{LIST}?q=น้ำ") == [200, 200, 429]
    assert WAIT in machine.get(f"{LIST}?q=น้ำ").content.decode()
    assert codes(machine, 1, LIST) == [200]  # the list itself stays open
    assert codes(other, 1, f"{LIST}?q=น้ำ") == [200]


def test_s35_a_visitor_is_limited_by_address(settings):
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"search_as_stranger": "1/m/ip"}
    answers = reverse("proposals:answers")

    assert codes(Client(), 2, f"{answers}?q=น้ำ") == [200, 429]
    assert codes(Client(REMOTE_ADDR="198.51.100.7"), 1, f"{answers}?q=น้ำ") == [200]


@pytest.mark.parametrize(
    ("name", "action", "sent"),
    [
        ("account_reset_password", "reset_password", {"email": "somebody@example.org"}),
        ("account_signup", "signup", {"email": "no address"}),
    ],
)
def test_s35_the_doors_are_limited_by_address(name, action, sent, settings):
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {action: "2/m/ip"}
    machine, owner = Client(REMOTE_ADDR="203.0.113.9"), Client(REMOTE_ADDR="198.51.100.7")

    answers = [machine.post(reverse(name), sent) for _each in range(3)]

    assert [answer.status_code for answer in answers][2] == 429
    assert WAIT in answers[2].content.decode()
    assert owner.post(reverse(name), sent).status_code in (200, 302)


def test_s35_every_door_and_every_costly_work_has_a_limit():
    """The library's own for its doors; a door whose limit were switched off would stand here."""
    assert [name for name, limit in RATE_LIMITS.items() if not limit] == []
    assert {"search", "search_as_stranger", "find_agencies", "verify_paper", "ask_office"} <= set(
        RATE_LIMITS
    )
