"""The reserve: moving up, and its end (T21, T22)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from proposals.grounds import Grounds, MoveRefused
from proposals.services.moving import move
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from selection import lists, services
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.selection import (
    REASON,
    announced,
    decided,
    fresh,
    plan_of,
    seat_members,
)

pytestmark = pytest.mark.django_db
SHORTLIST, RESULT = AnnouncementKind.SHORTLIST, AnnouncementKind.RESULT


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30), max_selected=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def director():
    return UserFactory(director=True)


def states(*proposals):
    return [fresh(proposal).state for proposal in proposals]


def promotion(plan, seats, director):
    """A selected proposal that withdrew, and two in the reserve."""
    outcomes = [Outcome.SELECTED, Outcome.RESERVE, Outcome.RESERVE]
    _meeting, proposals = decided(plan, seats, director, outcomes)
    services.release(announced(plan, RESULT, by=director), by=director)
    return [fresh(proposal) for proposal in proposals]


def promote(proposal, director, number="ที่ 7"):
    return services.promote_reserve(
        proposal, number=number, date=clock.today(), signed_by=director, by=director
    )


def test_the_next_of_the_reserve_moves_up_for_one_that_left(plan, seats, director):
    gone, first, second = promotion(plan, seats, director)
    with pytest.raises(MoveRefused):
        promote(first, director)
    move(gone, "withdraw", Grounds(director, REASON))
    with pytest.raises(MoveRefused):
        promote(second, director)

    announcement = promote(first, director)

    assert states(gone, first, second) == [State.WITHDRAWN, State.SELECTED, State.RESERVE]
    assert (announcement.replaces, announcement.items.get().outcome) == (gone, Outcome.PROMOTED)
    with pytest.raises(MoveRefused):
        promote(second, director, number="ที่ 8")


def test_the_reserve_is_thanked_once_its_list_has_run_out(plan, seats, director, at):
    _chosen, first, second = promotion(plan, seats, director)
    at("2025-06-30 23:00")
    assert services.release_reserve() == 0

    at("2025-07-01 00:10")
    released = [services.release_reserve(), services.release_reserve()]

    assert released == [2, 0]
    assert states(first, second) == [State.NOT_SELECTED] * 2
    assert Message.objects.filter(occasion__startswith="reserve-over:").count() == 2


def test_the_reserve_as_a_file_for_those_who_see_the_page(plan, seats, director, client_of):
    _left, first, second = promotion(plan, seats, director)
    address = reverse("selection:list_export", args=[2568, "reserve"])
    page = client_of(director).get(reverse("selection:reserve", args=[2568])).content.decode()
    asked = {"kind": lists.KIND, "parameters": {"of": "reserve", "year": 2568}}

    found = list(lists.table(ExportFactory(asked_by=director, **asked)).rows)

    assert address in page
    assert [row[:2] for row in found] == [[1, first.code], [2, second.code]]
    assert {row[5] for row in found} == {date(2025, 6, 30)}
    with pytest.raises(PermissionDenied):
        lists.table(ExportFactory(asked_by=first.owner, **asked))
