"""Two at once around a release under way: one of them acts, nothing happens twice."""

from datetime import timedelta

import pytest

from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from selection import services
from selection.documents import papers_about
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.selection import REASON, announced, decided, fresh, plan_of, seat_members
from tests.selection.test_races import both, while_it_waits

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def ready(at):
    """(signed announcement, its proposal, director) of a year whose releases are held."""
    at("2025-02-07 10:00")
    plan, director = plan_of(min_reviewers=2, release_hold=10), UserFactory(director=True)
    seats = seat_members(plan, 2)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    return announced(plan, AnnouncementKind.RESULT, by=director), proposal, director


def told():
    return Message.objects.filter(occasion__startswith="result:").count()


def test_a_release_pressed_twice_at_once_is_held_once(ready):
    announcement, _proposal, director = ready

    outcomes = both(lambda: services.press_release(announcement, by=director))

    assert outcomes == ["done", "refused"]
    assert (fresh(announcement).is_held, told()) == (True, 0)


def test_of_two_memoranda_written_at_once_one_stands(ready):
    announcement, _proposal, director = ready

    outcomes = both(lambda: services.write_memorandum(announcement, by=director))

    assert outcomes == ["done", "refused"]
    assert papers_about(announcement).filter(kind=Kind.MEMORANDUM).count() == 1


def test_two_workers_release_once(ready):
    announcement, proposal, director = ready
    services.press_release(announcement, by=director)

    with clock.at(clock.now() + timedelta(minutes=10)):
        both(lambda: services.release_held(announcement.pk))

    assert (fresh(proposal).state, told()) == (State.SELECTED, 1)


def test_cancelled_twice_at_once_the_second_is_told_so(ready):
    announcement, _proposal, director = ready
    services.press_release(announcement, by=director)

    outcomes = both(lambda: services.cancel_release(announcement, reason=REASON, by=director))

    assert outcomes == ["done", "refused"]
    assert fresh(announcement).is_held is False


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_at_the_last_second_the_first_of_release_and_cancellation_stands(ready, is_cancelled):
    announcement, proposal, director = ready
    services.press_release(announcement, by=director)
    acts = [
        lambda: services.cancel_release(announcement, reason=REASON, by=director) and "cancelled",
        lambda: services.release_held(announcement.pk) and "released",
    ]

    with clock.at(clock.now() + timedelta(minutes=10)):
        came_to = while_it_waits(*(acts if is_cancelled else acts[::-1]))

    assert came_to == (["cancelled", "done"] if is_cancelled else ["released", "refused"])
    expected = (State.PITCHED, 0) if is_cancelled else (State.SELECTED, 1)
    assert (fresh(proposal).state, told()) == expected


def test_a_sheet_is_not_reopened_while_the_release_runs(ready):
    announcement, proposal, director = ready
    services.press_release(announcement, by=director)
    sheet = proposal.sheets.first()

    with clock.at(clock.now() + timedelta(minutes=10)):
        came_to = while_it_waits(
            lambda: services.release_held(announcement.pk) and "released",
            lambda: services.reopen_sheet(sheet, reason=REASON, by=director) and "reopened",
        )

    assert came_to == ["released", "refused"]
    assert fresh(sheet).submitted_at is not None
