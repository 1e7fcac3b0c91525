"""The task list of a person by day and room, and its number beside the menu."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.desk import badge
from tests.desk.lines import case, only, url
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

TASKS = "/tasks/"


def test_the_list_is_filtered_by_day_and_room(client_of, officer):
    proposal = case(officer)
    Proposal.objects.filter(pk=proposal.pk).update(screening_started_at=clock.now())
    case(officer)
    client = client_of(officer)

    shown = {
        query: [line.todo.due is None for line in client.get(TASKS + query).context["lines"]]
        for query in ("", "?when=none", "?room=selection", "?when=soon&room=kitchen&view=all")
    }

    assert shown["?when=none"] == [True]
    assert shown["?room=selection"] == []
    assert shown[""] == shown["?when=soon&room=kitchen&view=all"] == [False, True]


def test_a_line_that_waits_for_nobody_is_not_found(client_of, officer):
    case(officer)
    todo = only(officer)

    assert client_of(UserFactory(staff=True)).get(url(todo)).status_code == 404
    assert client_of(officer).get(url(todo)).status_code == 200


def test_each_line_of_the_list_has_its_page_for_who_has_no_work_yet_too(client_of):
    client = client_of(UserFactory())

    (line,) = client.get(TASKS).context["lines"]

    assert line.todo.room == "accounts"
    assert client.get(url(line.todo)).context["line"] == line


def test_each_page_says_how_many_wait_without_asking_all_rooms(client_of, officer, at):
    client = client_of(officer)
    case(officer)
    before = badge.shown(officer)
    client.get("/")
    case(officer)
    counted = badge.shown(officer)
    at("2025-02-10 09:03")

    assert (before, counted, badge.shown(officer)) == (None, 1, 2)
    page = client.get("/preferences/").content.decode()
    assert '<span class="task-count" aria-hidden="true">2</span>' in page


@pytest.mark.postgres
def test_a_long_list_asks_no_more_than_a_short_one(client_of, officer):
    client = client_of(officer)
    asked = []
    for _n in range(3):
        case(officer)
        with CaptureQueriesContext(connection) as statements:
            client.get(TASKS)
        asked.append(len(statements))

    assert asked[0] == asked[2]
