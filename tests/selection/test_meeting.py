"""A meeting from notice to certified minutes (K2 to K13)."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import quorums, services
from selection.kinds import Outcome, Presence, SeatRole, Severity
from selection.models import Conflict
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    REASON,
    SeatFactory,
    certified,
    fresh,
    meeting_of,
    plan_of,
    resolved,
    seat_members,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-01-31 14:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def proposal(plan):
    return ProposalFactory(call=plan.call, state=State.REVIEWING)


def call(plan, **kwargs):
    kwargs = {"starts_at": clock.now() + timedelta(days=7), "place_th": "ห้องประชุม"} | kwargs
    return services.call_meeting(plan.committee, **kwargs)


def test_numbers_begin_again_each_calendar_year(plan, seats):
    next_year = clock.now() + timedelta(days=400)

    labels = [call(plan).label, call(plan).label, call(plan, starts_at=next_year).label]

    assert labels == ["1/2568", "2/2568", "1/2569"]


def test_the_notice_goes_to_every_member_once(plan, seats):
    meeting = call(plan)
    services.send_notice(meeting)

    with pytest.raises(MoveRefused):
        services.send_notice(meeting)
    told = Message.objects.filter(template__contains="meeting_notice")
    assert {m.address for m in told} == {seat.user.email for seat in seats}


def test_s10_the_notice_does_not_name_what_a_member_stepped_aside_from(plan, seats, proposal):
    services.declare(seats[1], proposal, Severity.HARD, reason=REASON)
    meeting = call(plan)
    services.add_item(meeting, proposal=proposal)

    services.send_notice(meeting)

    named = {m.address: proposal.title_th in m.body for m in Message.objects.all()}
    assert [address for address, is_named in named.items() if not is_named] == [seats[1].user.email]


@pytest.mark.parametrize(("days", "reason", "is_sent"), [(3, "", True), (2, "", False)])
def test_three_days_before(plan, seats, days, reason, is_sent):
    meeting = call(plan, starts_at=clock.now() + timedelta(days=days))

    if is_sent:
        services.send_notice(meeting)
    else:
        with pytest.raises(MoveRefused):
            services.send_notice(meeting)

    assert bool(fresh(meeting).notice_sent_at) is is_sent


def test_a_short_notice_with_a_reason(plan, seats):
    meeting = call(plan, starts_at=clock.now() + timedelta(days=1))

    services.send_notice(meeting, urgency_reason=REASON)

    assert fresh(meeting).urgency_reason == REASON


def test_experts_send_no_delegate_and_ex_officio_members_do(plan, seats):
    officer = SeatFactory(committee=plan.committee, role=SeatRole.EX_OFFICIO)
    meeting = meeting_of(plan, seats)

    with pytest.raises(MoveRefused):
        services.mark_attendance(meeting, [{"seat": seats[1], "status": Presence.DELEGATE}])
    services.mark_attendance(
        meeting, [{"seat": officer, "status": Presence.DELEGATE, "delegate_th": "นายแทน"}]
    )

    assert quorums.of_meeting(meeting).present == 5


def test_a_standing_substitute_comes_without_being_named_again(plan, seats):
    officer = SeatFactory(
        committee=plan.committee, role=SeatRole.EX_OFFICIO, substitute_th="นายประจำ ผู้แทน"
    )
    meeting = meeting_of(plan, seats)

    services.mark_attendance(meeting, [{"seat": officer, "status": Presence.DELEGATE}])

    assert meeting.attendances.get(seat=officer).delegate_th == "นายประจำ ผู้แทน"


def test_experts_who_only_read_are_not_invited(plan, seats):
    expert = SeatFactory(committee=plan.committee, role=SeatRole.POOL_EXPERT, vote=False)
    meeting = call(plan)

    services.send_notice(meeting)

    assert not Message.objects.filter(address=expert.user.email).exists()
    assert quorums.of_meeting(meeting).seats == len(seats)


def test_who_stepped_aside_is_neither_counted_nor_asked(plan, seats, proposal):
    services.declare(seats[1], proposal, Severity.HARD, reason=REASON)
    meeting = meeting_of(plan, seats)

    found = quorums.of_item(services.add_item(meeting, proposal=proposal))

    assert (found.seats, found.recused, found.present, found.required) == (4, 1, 3, 2)


def test_leaving_the_room_counts_for_that_item_only_and_declares_late(plan, seats, proposal):
    other = ProposalFactory(call=plan.call, state=State.REVIEWING)
    meeting = meeting_of(plan, seats)
    item, free = (services.add_item(meeting, proposal=p) for p in (proposal, other))

    recusal = services.recuse(item, seats[1], reason=REASON)
    services.come_back(recusal)

    assert quorums.of_item(item).present == 3
    assert quorums.of_item(free).present == 4
    assert Conflict.objects.get(seat=seats[1], proposal=proposal).is_hard
    with pytest.raises(MoveRefused):
        services.come_back(recusal)


@pytest.mark.parametrize(
    ("facts", "is_recorded"),
    [
        ({"votes": 4}, True),
        ({"votes": 5}, False),  # more votes than members in the room
        ({"votes": 1, "votes_against": 2}, False),  # no majority
        ({"votes": 2, "votes_against": 2}, False),  # a tie
        ({"votes": 2, "votes_against": 2, "casting_vote": True}, True),
    ],
)
def test_votes(plan, seats, proposal, facts, is_recorded):
    meeting = meeting_of(plan, seats)

    if is_recorded:
        resolved(meeting, proposal, Outcome.SHORTLISTED, **facts)
    else:
        with pytest.raises(MoveRefused):
            resolved(meeting, proposal, Outcome.SHORTLISTED, **facts)

    item = meeting.items.get()
    assert hasattr(fresh(item), "resolution") is is_recorded
    assert fresh(proposal).state == State.REVIEWING


def test_a_place_in_the_reserve_needs_its_rank(plan, seats, proposal):
    meeting = meeting_of(plan, seats)

    with pytest.raises(MoveRefused):
        resolved(meeting, proposal, Outcome.RESERVE)


def test_without_a_quorum_nothing_is_decided(plan, seats, proposal):
    meeting = meeting_of(plan, seats[:1])

    with pytest.raises(MoveRefused) as refused:
        resolved(meeting, proposal, Outcome.SHORTLISTED, votes=1)

    assert "1" in refused.value.sentence


def test_a_second_call_announced_as_such_needs_a_third(plan, seats, proposal):
    SeatFactory.create_batch(2, committee=plan.committee)  # six voting seats
    first = meeting_of(plan, seats[:1])
    services.add_item(first, proposal=proposal)
    second = meeting_of(
        plan, seats[:2], days=10, second_call_of=first, notice_says_second_call=True
    )

    resolved(second, proposal, Outcome.SHORTLISTED)

    assert quorums.of_meeting(second).rule == "third"


def test_a_meeting_that_had_its_quorum_is_not_called_again_for_a_third(plan, seats):
    SeatFactory.create_batch(2, committee=plan.committee)  # six voting seats
    first = meeting_of(plan, seats[:3])
    second = meeting_of(
        plan, seats[:2], days=10, second_call_of=first, notice_says_second_call=True
    )

    assert quorums.of_meeting(second).rule == ""


@pytest.mark.parametrize(
    ("told", "days", "is_opened"), [(True, 7, True), (True, 6, False), (False, 7, False)]
)
def test_a_meeting_opens_on_its_day_and_after_its_notice(plan, seats, told, days, is_opened):
    meeting = call(plan)
    if told:
        services.send_notice(meeting)

    with clock.at(clock.now() + timedelta(days=days)):
        if is_opened:
            services.start_meeting(meeting)
        else:
            with pytest.raises(MoveRefused):
                services.start_meeting(meeting)

    assert bool(fresh(meeting).started_at) is is_opened


def test_a_place_in_the_reserve_is_given_once_and_exists(plan, seats, proposal):
    other = ProposalFactory(call=plan.call, state=State.REVIEWING)
    meeting = meeting_of(plan, seats)
    first = resolved(meeting, proposal, Outcome.RESERVE, reserve_rank=1)
    item = services.add_item(meeting, proposal=other)

    for rank in (1, 6):  # five places this year
        with pytest.raises(MoveRefused):
            services.resolve(item, Outcome.RESERVE, votes_for=3, reserve_rank=rank)
    services.resolve(first.item, Outcome.RESERVE, votes_for=3, reserve_rank=1)  # its own again
    services.resolve(item, Outcome.RESERVE, votes_for=3, reserve_rank=2)


def test_a_number_typed_by_hand_is_not_taken_twice(plan, seats, proposal):
    meeting = call(plan)
    services.add_item(meeting, title_th="เรื่องแรก", number="5.2")

    with pytest.raises(MoveRefused):
        services.add_item(meeting, title_th="เรื่องที่สอง", number="5.2")
    services.add_item(meeting, proposal=proposal)

    assert [item.number for item in meeting.items.all()] == ["5.2", "5.3"]


def test_changing_a_resolution_replaces_it(plan, seats, proposal):
    meeting = meeting_of(plan, seats)
    first = resolved(meeting, proposal, Outcome.SHORTLISTED)

    services.resolve(first.item, Outcome.SECOND_READING, votes_for=3)

    assert fresh(first).outcome == Outcome.SECOND_READING


def test_certified_minutes_freeze_a_paper_and_the_meeting(plan, seats, proposal):
    meeting = meeting_of(plan, seats)
    resolution = resolved(meeting, proposal, Outcome.SHORTLISTED)
    services.dissent(resolution.item, seats[2], REASON)
    certified(meeting, UserFactory())

    paper = Paper.objects.get(kind=Kind.MINUTES)
    assert REASON in paper.html
    assert proposal.code in paper.html
    for act in (
        lambda: services.dissent(resolution.item, seats[1], REASON),
        lambda: services.resolve(resolution.item, Outcome.SHORTLISTED, votes_for=2),
        lambda: services.recuse(resolution.item, seats[1], reason=REASON),
        lambda: services.mark_attendance(meeting, []),
        lambda: services.add_item(meeting, title_th="เรื่องอื่น"),
        lambda: services.certify_minutes(meeting, by=seats[0].user),
    ):
        with pytest.raises(MoveRefused):
            act()


def test_minutes_are_certified_after_the_meeting(plan, seats):
    meeting = meeting_of(plan, seats)

    with pytest.raises(MoveRefused):
        services.certify_minutes(meeting, by=seats[0].user)
