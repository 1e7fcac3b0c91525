"""The ranking as a file: for those who may see the board, without what is closed to them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from proposals.models import Proposal
from pyp_portal.papers.models import Export
from selection import exports, services
from selection.tasks import export as task
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory
from tests.factories.selection import pitched, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


def asked(plan, person):
    year = plan.call.fiscal_year
    return ExportFactory(kind=exports.KIND, asked_by=person, parameters={"year": year})


def rows(plan, person):
    return list(exports.table(asked(plan, person)).rows)


def test_it_holds_the_rows_of_the_board_in_their_order(plan, seats):
    for points in (3, 5):
        pitched(plan, seats, points=points)
    officer = UserFactory(staff=True)

    found = rows(plan, officer)

    board = services.board(plan, officer)
    assert [row[1] for row in found] == [row.proposal.code for row in board]
    assert [(row[0], row[8]) for row in found] == [
        (row.standing.rank, row.standing.final) for row in board
    ]
    assert {len(row) for row in found} == {len(exports.headers())}


def test_what_is_closed_to_the_asker_is_not_in_it(plan, seats):
    officer = UserFactory(staff=True)
    pitched(plan, seats), pitched(plan, seats)
    closed, other = Proposal.objects.order_by("code")
    AccessFactory(proposal=closed, user=officer, kind="closed")

    assert [row[1] for row in rows(plan, officer)] == [other.code]


def test_who_may_not_see_the_board_gets_no_table(plan, seats):
    for stranger in (UserFactory(), UserFactory(admin=True)):
        with pytest.raises(PermissionDenied):
            exports.table(asked(plan, stranger))


def test_from_the_button_to_the_file(plan, seats, client_of):
    pitched(plan, seats)
    client = client_of(UserFactory(staff=True))

    client.post(reverse("selection:board_export", args=[plan.year]))

    export = Export.objects.get()
    assert (export.title, export.parameters) == ("จัดลำดับ 2568", {"year": 2568})
    task(export.pk)
    answer = client.post(export.file_url)
    assert answer.headers["Content-Type"].startswith("application/vnd.openxml")
    assert b"".join(answer).startswith(b"PK")


def test_s36_a_member_who_left_the_committee_does_not_fetch_the_board(plan, seats, at):
    pitched(plan, seats)
    member = seats[0].user
    export = asked(plan, member)
    task(export.pk)
    export.refresh_from_db()
    assert exports.may_fetch(export, member)

    moment = at("2025-02-08 10:00")
    member.seats.update(ended_at=moment)

    assert not exports.may_fetch(export, member)
