"""Lists cost the same however many rows they show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pyp_portal.accounts.todo import todo
from tests.factories.accounts import (
    AgencyFactory,
    AgencyRequestFactory,
    DeputyFactory,
    MembershipFactory,
    ProfileFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer():
    """Somebody to whom every list is open: an officer who may submit for an agency."""
    officer = UserFactory(staff=True)
    MembershipFactory(user=officer, agency__code="OWN", can_submit=True)
    return officer


def one_more():
    """One row more for every list."""
    person = ProfileFactory(agency=AgencyFactory(parent=AgencyFactory())).user
    RoleGrantFactory(user=person)
    MembershipFactory(user=person, waiting=True)
    AgencyRequestFactory(asked_by=person)
    DeputyFactory()
    own = MembershipFactory(user__given_th="ก", agency__parent=AgencyFactory()).agency
    return own


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as statements:
        response = client.get(url)
    assert response.status_code == 200
    return len(statements)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "name", ["waiting", "agencies", "people", "join", "my_agencies", "deputies"]
)
def test_a_list_costs_the_same_at_one_and_three_rows(name, viewer, client_of):
    client, url = client_of(viewer), reverse(f"accounts:{name}")
    one_more()
    at_one = cost(client, url)
    for _each in range(2):
        one_more()
        MembershipFactory(user=viewer)

    assert cost(client, url) == at_one


def test_the_people_of_an_agency_cost_the_same_at_one_and_three(viewer, client_of):
    client, url = client_of(viewer), reverse("accounts:colleagues", args=["OWN"])
    at_one = cost(client, url)
    agency = viewer.active_memberships[0].agency
    for _each in range(2):
        MembershipFactory(agency=agency)

    assert cost(client, url) == at_one


def test_a_long_list_goes_on_behind_its_last_row(viewer, client_of):
    AgencyFactory.create_batch(30)
    client, url = client_of(viewer), reverse("accounts:agencies")

    first = client.get(url)
    second = client.get(url, {"after": first.context["next_key"]})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (25, 6)
    assert second.context["next_key"] is None


def test_the_list_of_people_goes_on_behind_its_last_row_also_among_equal_names(viewer, client_of):
    UserFactory.create_batch(30, given_th="ชื่อเดียวกัน")
    client, url = client_of(viewer), reverse("accounts:people")

    first = client.get(url)
    second = client.get(url, {"after": first.context["next_key"]})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (25, 6)


def test_the_task_list_counts_what_waits_in_two_statements(viewer, django_assert_num_queries):
    for _each in range(3):
        one_more()
    assert viewer.active_memberships and viewer.roles

    with django_assert_num_queries(2):
        joins, new = todo(viewer)

    assert joins.title.count("3") == 1
    assert new.title.count("3") == 1
    assert joins.url == new.url == reverse("accounts:waiting")


def test_who_has_no_agency_is_shown_the_way_to_one():
    person = UserFactory()
    [way] = todo(person)
    membership = MembershipFactory(user=person, waiting=True)
    [waits] = todo(person)

    assert way.url == reverse("accounts:join")
    assert waits.url == reverse("accounts:my_agencies")
    assert str(membership.agency) in waits.title
    for busy in (MembershipFactory().user, UserFactory(auditor=True), UserFactory(committee=True)):
        assert todo(busy) == []
