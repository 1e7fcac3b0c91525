"""Votes: by hand, by name, secret, as a block; one each, and nobody's resolution overwritten."""

import pytest

from proposals.grounds import MoveRefused
from proposals.states import State
from selection import services
from selection.kinds import Ballot, Block, Choice, Outcome, Severity
from selection.models import Resolution
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, fresh, meeting_of, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    return seat_members(plan, 4)


@pytest.fixture
def meeting(plan, seats, at):
    made = meeting_of(plan, seats[:4])
    at("2025-02-12 10:30")
    return made


def item_of(plan, meeting):
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    return services.add_item(meeting, proposal=proposal)


def test_votes_by_name_are_counted_and_kept(plan, meeting, seats):
    item = item_of(plan, meeting)
    votes = dict(zip([s.pk for s in seats[:4]], ["FOR", "FOR", "AGAINST", "ABSTAIN"], strict=True))

    made = services.resolve(item, Outcome.SHORTLISTED, votes=votes)

    assert (made.votes_for, made.votes_against, made.votes_abstain) == (2, 1, 1)
    assert made.ballot == Ballot.NAMED
    assert {v.seat_id: v.choice for v in made.votes.all()} == votes


@pytest.mark.parametrize("who", ["absent", "recused"])
def test_nobody_votes_who_is_not_in_the_room(plan, meeting, seats, who):
    item, voter = item_of(plan, meeting), seats[4]
    if who == "recused":
        voter = seats[1]
        services.declare(voter, item.proposal, Severity.HARD, reason=REASON)

    with pytest.raises(MoveRefused) as refused:
        services.resolve(item, Outcome.SHORTLISTED, votes={seats[0].pk: "FOR", voter.pk: "FOR"})

    assert str(voter) in refused.value.sentence


def test_one_who_left_cannot_have_voted(plan, meeting, seats, at):
    item = item_of(plan, meeting)
    at("2025-02-12 11:00")
    votes = {seat.pk: Choice.FOR for seat in seats[:4]}
    services.resolve(item, Outcome.SHORTLISTED, votes=votes)

    with pytest.raises(MoveRefused) as refused:
        services.leave(meeting, seats[2], at=meeting.started_at)

    assert str(seats[2]) in refused.value.sentence


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ({"votes_for": 2, "votes_against": 2, "casting_vote": True}, True),
        ({"votes_for": 3, "votes_against": 1, "casting_vote": True}, False),  # no tie
        ({"votes_for": 0, "casting_vote": True}, False),  # nobody voted
        ({"votes_for": 2, "votes_abstain": 3}, False),  # five of four
        ({"votes_for": 3, "ballot": Ballot.SECRET}, True),
    ],
)
def test_which_counts_stand(plan, meeting, facts, stands):
    item = item_of(plan, meeting)

    if stands:
        services.resolve(item, Outcome.SHORTLISTED, **facts)
    else:
        with pytest.raises(MoveRefused):
            services.resolve(item, Outcome.SHORTLISTED, **facts)

    assert Resolution.objects.filter(item=item).exists() is stands


def test_the_second_secretary_is_told_what_the_first_recorded(plan, meeting):
    item, first = item_of(plan, meeting), UserFactory()
    services.resolve(item, Outcome.SHORTLISTED, votes_for=4, seen=0, by=first)

    with pytest.raises(MoveRefused) as refused:
        services.resolve(item, Outcome.SECOND_READING, votes_for=3, seen=0)

    assert str(first) in refused.value.sentence
    assert fresh(item).resolution.outcome == Outcome.SHORTLISTED
    services.resolve(item, Outcome.SECOND_READING, votes_for=3, seen=1)
    assert fresh(item).resolution.version == 2


def test_a_page_that_saw_a_resolution_which_is_gone_is_told(plan, meeting):
    with pytest.raises(MoveRefused):
        services.resolve(item_of(plan, meeting), Outcome.SHORTLISTED, votes_for=3, seen=1)


def test_votes_by_name_give_way_to_a_new_count(plan, meeting, seats):
    item = item_of(plan, meeting)
    services.resolve(item, Outcome.SHORTLISTED, votes={seats[0].pk: "FOR"})

    made = services.resolve(item, Outcome.SHORTLISTED, votes_for=4)

    assert (made.ballot, made.votes.count()) == (Ballot.SHOW, 0)


# --- Blocks
def test_a_block_is_decided_by_one_voice_of_those_in_the_room(plan, meeting, seats):
    items = [item_of(plan, meeting) for _each in "abc"]
    services.declare(seats[1], items[1].proposal, Severity.HARD, reason=REASON)
    services.sort_into(items, Block.IN)

    made = services.resolve_block(meeting, items, Outcome.SHORTLISTED, text_th="ให้ผ่าน")

    assert [(r.votes_for, r.is_block, r.text_th) for r in made] == [
        (4, True, "ให้ผ่าน"),
        (3, True, "ให้ผ่าน"),
        (4, True, "ให้ผ่าน"),
    ]


def test_a_block_is_decided_whole_or_not_at_all(plan, meeting, seats):
    items = [item_of(plan, meeting) for _each in "ab"]
    services.sort_into(items, Block.OUT)
    for seat in seats[:3]:  # of five, one is left in the room: no quorum
        services.declare(seat, items[1].proposal, Severity.HARD, reason=REASON)

    with pytest.raises(MoveRefused) as refused:
        services.resolve_block(meeting, items, Outcome.NOT_SHORTLISTED, reason=REASON)

    assert refused.value.sentence.startswith(items[1].number)
    assert Resolution.objects.count() == 0


def test_what_was_decided_meanwhile_is_not_decided_again(plan, meeting):
    items = [item_of(plan, meeting) for _each in "ab"]
    services.sort_into(items, Block.IN)
    services.resolve(items[0], Outcome.SECOND_READING, votes_for=3)

    with pytest.raises(MoveRefused):
        services.resolve_block(meeting, items, Outcome.SHORTLISTED)

    assert fresh(items[0]).resolution.outcome == Outcome.SECOND_READING


def test_an_item_taken_out_of_its_block_is_not_decided_with_it(plan, meeting):
    items = [item_of(plan, meeting) for _each in "ab"]
    services.sort_into(items, Block.IN)
    services.sort_into(items[:1], "")
    items = [fresh(item) for item in items]

    made = services.resolve_block(meeting, items, Outcome.SHORTLISTED)

    assert [r.item for r in made] == items[1:]
    with pytest.raises(MoveRefused):
        services.resolve_block(meeting, items[:1], Outcome.SHORTLISTED)
    with pytest.raises(MoveRefused):
        services.sort_into([], Block.IN)
