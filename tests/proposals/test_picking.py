"""Places found while one types."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client_of):
    client = client_of(UserFactory())
    return lambda **query: client.get(reverse("proposals:find_places", query=query)).json()


def test_a_place_by_part_of_its_name(ask):
    found = ask(q="รัตภู")

    assert {"value": "90/รัตภูมิ", "label": "อ.รัตภูมิ จ.สงขลา", "note": ""} in found["options"]
    assert not found["more"]


def test_one_place_by_its_key(ask):
    assert [o["label"] for o in ask(key="90/รัตภูมิ/กำแพงเพชร")["options"]] == [
        "ต.กำแพงเพชร อ.รัตภูมิ จ.สงขลา"
    ]


def test_more_than_fit_are_told(ask):
    found = ask(q="บ้าน")

    assert len(found["options"]) == 20
    assert found["more"]


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"key": "90/ไม่มี"}, {"q": "ก" * 5000}])
def test_nothing_for_nothing(ask, query):
    assert ask(**query) == {"options": [], "more": False}
