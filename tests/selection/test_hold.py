"""The hold of a release: nobody learns anything, it can be cancelled, it ends once (T14 to T21)."""

from datetime import date, timedelta

import pytest

from proposals.grounds import Grounds, MoveRefused, ReasonNeeded
from proposals.services.moving import move
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from selection import services, tasks
from selection.kinds import AnnouncementKind, Outcome
from selection.models import Announcement
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    REASON,
    announced,
    decided,
    fresh,
    plan_of,
    seat_members,
)

pytestmark = pytest.mark.django_db
RESULT = AnnouncementKind.RESULT


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(
        min_reviewers=2, reserve_valid_until=date(2025, 6, 30), max_selected=2, release_hold=10
    )


@pytest.fixture
def director():
    return UserFactory(director=True)


@pytest.fixture
def held(plan, director):
    """A pressed release of one selected and one in the reserve."""
    seats = seat_members(plan, 2)
    _meeting, proposals = decided(plan, seats, director, [Outcome.SELECTED, Outcome.RESERVE])
    signed = announced(plan, RESULT, by=director)
    return services.press_release(signed, by=director), proposals


def told():
    return sorted(
        Message.objects.filter(occasion__startswith="result:").values_list("address", flat=True)
    )


def states(proposals):
    return [fresh(proposal).state for proposal in proposals]


def verbs(announcement):
    return [event.verb for event in timeline(announcement)]


def test_until_the_hold_is_over_nothing_changes_for_anybody(held, at):
    announcement, proposals = held
    before = Paper.objects.count()

    at("2025-02-07 10:09:59")
    ran = [services.release_held(announcement.pk), services.release_all_held()]

    assert ran == [False, 0]
    assert (states(proposals), told()) == ([State.PITCHED, State.PITCHED], [])
    assert (fresh(announcement).released_at, Paper.objects.count()) == (None, before)


def test_when_it_is_over_everything_is_known_once(held, at):
    announcement, proposals = held
    moment = at("2025-02-07 10:10")

    ran = [services.release_held(announcement.pk), services.release_held(announcement.pk)]

    assert ran == [True, False]
    assert services.release_all_held() == 0
    assert states(proposals) == [State.SELECTED, State.RESERVE]
    assert told() == sorted(proposal.owner.email for proposal in proposals)
    assert fresh(announcement).released_at == moment
    assert verbs(announcement)[-2:] == ["release pressed", "released"]


def test_the_timetable_releases_what_no_worker_was_asked_for(held, at):
    announcement, proposals = held
    at("2025-02-07 10:30")

    tasks.release_all_held()
    tasks.release_held(announcement.pk)

    assert states(proposals) == [State.SELECTED, State.RESERVE]


def test_what_does_not_exist_is_not_released():
    assert services.release_held(0) is False


def test_cancelled_it_is_as_if_nobody_had_pressed(held, director, at):
    announcement, proposals = held

    services.cancel_release(announcement, reason=REASON, by=director)
    at("2025-02-07 11:00")

    assert services.release_all_held() == 0
    assert (states(proposals), told()) == ([State.PITCHED, State.PITCHED], [])
    mail = Message.objects.get(occasion__startswith="release-cancelled:")
    assert (mail.address, REASON in mail.body) == (director.email, True)
    assert timeline(announcement).last().reason == REASON


def test_cancelled_it_may_be_pressed_again(held, director, at):
    announcement, proposals = held
    services.cancel_release(announcement, reason=REASON, by=director)

    services.press_release(announcement, by=director)
    at("2025-02-07 10:10")
    services.release_all_held()

    assert states(proposals) == [State.SELECTED, State.RESERVE]


def test_at_the_last_second_it_is_cancelled_and_after_the_release_it_is_not(held, director, at):
    announcement, _proposals = held
    at("2025-02-07 10:10")  # due, but no worker has come yet
    services.cancel_release(announcement, reason=REASON, by=director)
    services.press_release(announcement, by=director)
    at("2025-02-07 10:20")
    services.release_all_held()

    with pytest.raises(MoveRefused):
        services.cancel_release(announcement, reason=REASON, by=director)


def test_a_cancellation_needs_a_reason_and_a_release_under_way(held, director):
    announcement, _proposals = held
    with pytest.raises(ReasonNeeded):
        services.cancel_release(announcement, reason="สั้น", by=director)
    services.cancel_release(announcement, reason=REASON, by=director)
    with pytest.raises(MoveRefused):
        services.cancel_release(announcement, reason=REASON, by=director)


def test_pressed_twice_the_second_is_told_so(held, director):
    with pytest.raises(MoveRefused):
        services.press_release(held[0], by=director)


def test_what_is_held_changes_no_more(held, director):
    announcement, proposals = held
    item = announcement.items.first()

    for act in (
        lambda: services.drop(item, reason=REASON, by=director),
        lambda: services.sign(announcement, number="9", date=clock.today(), signed_by=director),
        lambda: services.reopen_sheet(proposals[0].sheets.first(), reason=REASON, by=director),
        lambda: services.discard(announcement, by=director),
    ):
        with pytest.raises(MoveRefused):
            act()

    assert fresh(announcement).items.count() == 2


def test_what_no_longer_holds_stops_the_whole_release_and_is_told(held, director, at):
    announcement, proposals = held
    move(proposals[1], "withdraw", Grounds(proposals[1].owner, REASON))
    at("2025-02-07 10:10")

    assert services.release_all_held() == 0

    stopped = fresh(announcement)
    assert (stopped.is_held, bool(stopped.stopped_because)) == (False, True)
    assert states(proposals) == [State.PITCHED, State.WITHDRAWN]
    assert told() == []
    assert Message.objects.get(occasion__startswith="release-stopped:").address == director.email
    assert services.release_all_held() == 0


def test_what_stands_in_the_way_is_said_before_the_hold_begins(plan, director):
    seats = seat_members(plan, 2)
    decided(plan, seats, director, [Outcome.SELECTED])
    draft = services.draft_announcement(plan, RESULT, title_th="ร่าง")

    with pytest.raises(MoveRefused):
        services.press_release(draft, by=director)

    assert fresh(draft).release_at is None


def test_two_releases_under_way_do_not_take_more_seats_than_there_are(plan, director):
    seats = seat_members(plan, 2)
    decided(plan, seats, director, [Outcome.SELECTED, Outcome.SELECTED])
    services.press_release(announced(plan, RESULT, by=director), by=director)
    decided(plan, seats, director, [Outcome.SELECTED])

    with pytest.raises(MoveRefused):
        announced(plan, RESULT, by=director, number="ที่ 5")


def test_moving_up_is_held_too_and_its_place_is_given_once(plan, director, at):
    seats = seat_members(plan, 2)
    outcomes = [Outcome.SELECTED, Outcome.RESERVE, Outcome.RESERVE]
    _meeting, (gone, first, second) = decided(plan, seats, director, outcomes)
    services.release(announced(plan, RESULT, by=director), by=director)
    move(fresh(gone), "withdraw", Grounds(director, REASON))
    facts = {"date": clock.today(), "signed_by": director, "by": director}
    assert services.why_not_promoted(fresh(second), plan)

    services.promote_reserve(fresh(first), number="ที่ 7", **facts)

    assert states([first]) == [State.RESERVE]
    assert services.why_not_promoted(fresh(first), plan)
    with pytest.raises(MoveRefused):
        services.promote_reserve(fresh(first), number="ที่ 8", **facts)
    at("2025-02-07 10:10")
    assert services.release_all_held() == 1
    assert states([first, second]) == [State.SELECTED, State.RESERVE]
    assert Announcement.objects.count() == 2


def test_without_a_hold_it_is_out_when_pressed(plan, director):
    services.change_plan(plan, by=director, release_hold=0)
    seats = seat_members(plan, 2)
    _meeting, proposals = decided(plan, seats, director, [Outcome.SELECTED])

    released = services.press_release(announced(plan, RESULT, by=director), by=director)

    assert states(proposals) == [State.SELECTED]
    assert released.released_at - released.pressed_at == timedelta(0)
