"""A null character in an address or a form is nothing that a person typed: no page fails on it."""

import pytest
from django.urls import reverse

from tests.factories.accounts import AgencyFactory, UserFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_codes_with_a_null_character_are_none_that_exist(client, client_of):
    agency = AgencyFactory()
    admin, staff = client_of(UserFactory(admin=True)), client_of(UserFactory(staff=True))
    same = reverse("accounts:duplicate", args=[agency.code])

    answers = [
        client.get(reverse("accounts:find_agencies"), {"key": "\0"}),
        client.get(reverse("accounts:find_agencies"), {"q": "\0"}),
        staff.get(reverse("proposals:policy_list"), {"like": "\0"}),
        admin.get(same, {"keep": "\0"}),
    ]

    AgencyFactory.create_batch(2, duplicate_of=agency)
    found = client.get(reverse("accounts:find_agencies"), {"key": agency.code}).json()["options"]
    assert [one["value"] for one in found] == [agency.code]  # once, however many were joined to it
    assert [one.status_code for one in answers] == [200] * 4
