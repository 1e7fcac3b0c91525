"""What a meeting was not: held, told of, attended; law and history do not count it (K4, K11)."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused
from proposals.services.access import close
from pyp_portal import clock
from pyp_portal.history.models import Event
from selection import meeting_papers, quorums, services
from selection.kinds import Outcome
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    REASON,
    SeatFactory,
    certified,
    meeting_of,
    resolved,
    seat_members,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


def call(plan, days):
    starts_at = clock.now() + timedelta(days=days)
    return services.call_meeting(plan.committee, starts_at=starts_at, place_th="ห้องประชุม")


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_a_meeting_that_was_never_opened_lets_no_third_decide(plan, seats, is_cancelled):
    SeatFactory.create_batch(2, committee=plan.committee)  # six voting seats
    first = call(plan, 4)
    if is_cancelled:
        services.cancel_meeting(first, reason=REASON)

    second = meeting_of(
        plan, seats[:2], days=10, second_call_of=first, notice_says_second_call=True
    )

    assert quorums.of_meeting(second).rule == ""


def test_whoever_was_not_there_has_no_dissent_in_the_minutes(plan, seats, proposal):
    meeting = meeting_of(plan, seats[:3])
    item = resolved(meeting, proposal, Outcome.SHORTLISTED).item

    with pytest.raises(MoveRefused):
        services.dissent(item, seats[3], REASON)

    assert services.dissent(item, seats[2], REASON).seat == seats[2]


def test_history_says_who_put_what_on_the_agenda(plan, seats, proposal):
    clerk, meeting = UserFactory(staff=True), call(plan, 5)

    services.add_to_agenda(meeting, [proposal], title_th="เรื่องเพื่อทราบ", number="4.1", by=clerk)

    found = Event.objects.filter(verb="item added", by=clerk).order_by("pk")
    assert [event.data["item"] for event in found] == ["5.1", "4.1"]
    assert [event.data["code"] for event in found] == [proposal.code, ""]


def test_a_book_is_not_handed_out_once_something_of_the_year_is_closed(plan, seats, proposal):
    """It holds the minutes of the meeting before, with items that this agenda does not name."""
    before = meeting_of(plan, seats)
    resolved(before, proposal, Outcome.SHORTLISTED)
    certified(before, UserFactory(director=True))
    meeting, member = call(plan, 20), seats[1].user
    items = services.known_items(meeting, member)
    made = services.make_book(meeting, by=member)
    was_there = meeting_papers.book_of(meeting, items, member) == made

    close(proposal, member, "interest")

    assert (proposal.code in made.html, was_there) == (True, True)
    assert meeting_papers.book_of(meeting, items, member) is None
    assert proposal.code not in services.make_book(meeting, by=member).html
