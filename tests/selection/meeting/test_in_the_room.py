"""Who is in the room when something is decided, who presides, what no correction may undo."""

from datetime import datetime, timedelta

import pytest

from proposals.grounds import MoveRefused
from pyp_portal import clock
from selection import quorums, services
from selection.kinds import Outcome, Presence, SeatRole, Severity
from tests.factories.selection import (
    REASON,
    SeatFactory,
    fresh,
    meeting_of,
    resolved,
    seat_members,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(plan):
    return seat_members(plan, 4)


@pytest.fixture
def meeting(plan, seats, at):
    """Opened at ten with four of five members; now it is eleven."""
    made = meeting_of(plan, seats[:4])
    at("2025-02-12 11:00")
    return made


def minute(text):
    return datetime.fromisoformat(f"2025-02-12T{text}+07:00")


def present(meeting):
    return quorums.of_meeting(fresh(meeting)).present


def test_who_comes_late_leaves_and_comes_back_is_counted_when_there(meeting, seats):
    services.arrive(meeting, seats[4], at=minute("10:20"))
    services.leave(meeting, seats[4], at=minute("10:40"))
    counts = [present(meeting)]
    services.arrive(meeting, seats[4], at=minute("10:50"))
    services.leave(meeting, seats[1])
    counts.append(present(meeting))

    assert counts == [4, 4]
    stays = meeting.attendances.get(seat=seats[4]).stays
    assert [(s.came_at, s.left_at) for s in stays.all()] == [
        (minute("10:20"), minute("10:40")),
        (minute("10:50"), None),
    ]
    left = meeting.attendances.get(seat=seats[1]).stays.get()
    assert (left.came_at, left.left_at) == (meeting.started_at, clock.now())


@pytest.mark.parametrize(
    ("verb", "who", "time"),
    [
        ("arrive", 1, "10:30"),  # is there
        ("leave", 4, "10:30"),  # never came
        ("arrive", 4, "09:30"),  # before the opening
        ("arrive", 4, "11:30"),  # still to come
    ],
)
def test_what_cannot_have_been_is_refused(meeting, seats, verb, who, time):
    with pytest.raises(MoveRefused):
        getattr(services, verb)(meeting, seats[who], at=minute(time))


def test_nobody_leaves_twice_or_comes_back_before_leaving(meeting, seats):
    services.leave(meeting, seats[1], at=minute("10:30"))

    for refused in (
        lambda: services.leave(meeting, seats[1], at=minute("10:40")),
        lambda: services.arrive(meeting, seats[1], at=minute("10:10")),
    ):
        with pytest.raises(MoveRefused):
            refused()


def test_before_the_opening_nobody_comes_or_leaves(plan, seats):
    planned = services.call_meeting(plan.committee, starts_at=clock.now(), place_th="ห้อง")

    with pytest.raises(MoveRefused):
        services.arrive(planned, seats[1])


def test_marking_a_member_absent_takes_the_times_back(meeting, seats):
    services.arrive(meeting, seats[4])

    services.mark_attendance(meeting, [{"seat": seats[4], "status": Presence.ABSENT}])
    services.arrive(meeting, seats[4])

    assert meeting.attendances.get(seat=seats[4]).stays.count() == 1
    assert present(meeting) == 5


def test_the_vote_is_judged_by_who_was_there_at_its_time(meeting, seats, proposal):
    services.arrive(meeting, seats[4], at=minute("10:30"))
    item = services.add_item(meeting, proposal=proposal)

    with pytest.raises(MoveRefused):  # only four at 10.15
        services.resolve(item, Outcome.SHORTLISTED, votes_for=5, at=minute("10:15"))
    made = services.resolve(item, Outcome.SHORTLISTED, votes_for=5, at=minute("10:45"))

    assert made.decided_at == minute("10:45")
    assert quorums.of_item(item).present == 5


@pytest.mark.parametrize("time", ["09:45", "11:15"])
def test_nothing_was_decided_before_the_opening_or_in_the_future(meeting, proposal, time):
    item = services.add_item(meeting, proposal=proposal)

    with pytest.raises(MoveRefused):
        services.resolve(item, Outcome.SHORTLISTED, votes_for=3, at=minute(time))


def test_a_correction_that_would_undo_a_vote_is_refused(meeting, seats, proposal, at):
    item = resolved(meeting, proposal, Outcome.SHORTLISTED, votes=4).item
    acts = (
        lambda: services.leave(meeting, seats[1], at=minute("10:30")),
        lambda: services.mark_attendance(meeting, [{"seat": seats[2], "status": Presence.ABSENT}]),
        lambda: services.recuse(item, seats[3], reason=REASON, left_at=minute("10:30")),
    )

    for act in acts:
        with pytest.raises(MoveRefused) as refused:
            act()
        assert refused.value.sentence.count(item.number)
    at("2025-02-12 11:05")
    services.leave(meeting, seats[1])  # after the vote: it stands

    assert (quorums.of_item(item).present, present(meeting)) == (4, 3)


def test_a_correction_that_leaves_the_vote_standing_is_kept_with_it(meeting, seats, proposal):
    item = resolved(meeting, proposal, Outcome.SHORTLISTED, votes=3).item

    services.recuse(item, seats[3], reason=REASON, left_at=minute("10:30"))

    found = quorums.of_item(item)
    assert (found.recused, found.present, found.required) == (1, 3, 2)


def test_k7_a_tie_found_later_does_not_undo_what_was_decided(meeting, seats, proposal):
    item = resolved(meeting, proposal, Outcome.SHORTLISTED, votes=4).item

    services.declare(seats[1], proposal, Severity.HARD, reason=REASON)
    services.mark_attendance(meeting, [])

    assert quorums.of_item(item).present == 4


def test_k10_the_vice_chair_presides_and_then_whom_the_members_elect(plan, meeting, seats):
    chair, vice = seats[0], seats[1]
    vice.role = SeatRole.VICE_CHAIR
    vice.save()

    def presides():
        made = fresh(meeting)
        return services.presiding(made, quorums.room_of_meeting(made).there)

    found = [presides()]
    services.leave(meeting, chair, at=minute("10:10"))
    found.append(presides())
    services.leave(meeting, vice, at=minute("10:20"))
    found.append(presides())
    services.arrive(meeting, seats[4], at=minute("10:30"))
    services.elect_chair(meeting, seats[2])
    found.append(presides())

    assert found == [chair, vice, None, seats[2]]


def test_without_one_who_presides_nothing_is_decided(meeting, seats, proposal):
    services.arrive(meeting, seats[4], at=minute("10:10"))
    services.leave(meeting, seats[0], at=minute("10:20"))
    item = services.add_item(meeting, proposal=proposal)

    with pytest.raises(MoveRefused):
        services.resolve(item, Outcome.SHORTLISTED, votes_for=3)
    services.elect_chair(meeting, seats[3])
    made = services.resolve(item, Outcome.SHORTLISTED, votes_for=3)

    assert made.room["chair"] == seats[3].pk


def test_only_a_voting_member_in_the_room_is_elected(plan, meeting, seats):
    adviser = SeatFactory(committee=plan.committee, role=SeatRole.ADVISER_NO_VOTE)
    services.mark_attendance(meeting, [{"seat": adviser, "status": Presence.PRESENT}])

    for seat in (adviser, seats[4]):
        with pytest.raises(MoveRefused):
            services.elect_chair(meeting, seat)


def test_the_page_of_a_meeting_costs_the_same_however_many_came_and_went(
    meeting, seats, django_assert_max_num_queries
):
    for seat in seats[1:4]:
        services.leave(meeting, seat, at=minute("10:30"))
        services.arrive(meeting, seat, at=minute("10:40"))

    with django_assert_max_num_queries(6):
        quorums.of_meeting(fresh(meeting))
    assert present(meeting) == 4
    assert clock.now() - meeting.started_at == timedelta(hours=1)
