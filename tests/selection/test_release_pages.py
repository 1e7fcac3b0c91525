"""The page of an announcement before, during and after its hold."""

from datetime import date

import pytest

from proposals.states import State
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from selection.todo import todo
from tests.factories.accounts import UserFactory
from tests.factories.selection import REASON, announced, decided, fresh, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(at):
    """(page of a signed announcement, its proposal, director) of a year with a hold."""
    at("2025-02-28 15:20")
    plan = plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30), release_hold=10)
    director, seats = UserFactory(director=True), seat_members(plan, 2)
    _meeting, (proposal,) = decided(plan, seats, director, [Outcome.SELECTED])
    announcement = announced(plan, AnnouncementKind.RESULT, by=director)
    return announcement, proposal, director


def text(answer):
    return answer.content.decode()


def test_pressed_cancelled_pressed_again_and_out(ready, client_of, at):
    announcement, proposal, director = ready
    url = announcement.get_absolute_url()
    boss, office = client_of(director), client_of(UserFactory(staff=True))

    boss.post(f"{url}release/")
    held = text(office.get(url))
    short = office.post(f"{url}cancel/", {"reason": "สั้น"})
    office.post(f"{url}cancel/", {"reason": REASON})
    cancelled = text(office.get(url))
    boss.post(f"{url}release/")
    at("2025-02-28 15:30")
    services.release_all_held()
    out = text(office.get(url))

    assert ("15.30" in held, 'hx-trigger="every 15s"' in held, "/sign/" in held) == (
        True,
        True,
        False,
    )
    assert (short.status_code, fresh(announcement).is_held) == (200, False)
    assert ("/cancel/" in held, "/cancel/" in cancelled, "/cancel/" in out) == (True, False, False)
    assert fresh(proposal).state == State.SELECTED


def test_what_stopped_a_release_stands_on_its_page(ready, client_of, at):
    announcement, _proposal, director = ready
    services.press_release(announcement, by=director)
    services.change_plan(announcement.plan, by=director, reason=REASON, max_selected=0)
    at("2025-02-28 15:31")
    services.release_all_held()

    page = text(client_of(director).get(announcement.get_absolute_url()))

    assert fresh(announcement).stopped_because in page
    assert "hx-trigger" not in page


def test_the_director_is_asked_to_release_what_is_signed_and_not_under_way(ready):
    announcement, _proposal, director = ready
    url = announcement.get_absolute_url()
    before = [line.url for line in todo(director)]

    services.press_release(announcement, by=director)

    assert url in before
    assert url not in [line.url for line in todo(director)]


def test_the_next_of_the_reserve_moves_up_through_the_hold(at, client_of):
    at("2025-02-28 15:20")
    plan = plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30))
    director, seats = UserFactory(director=True), seat_members(plan, 2)
    _meeting, (gone, first) = decided(plan, seats, director, [Outcome.SELECTED, Outcome.RESERVE])
    services.release(announced(plan, AnnouncementKind.RESULT, by=director), by=director)
    type(gone).objects.filter(pk=gone.pk).update(**{"state": State.WITHDRAWN})
    plan.release_hold = 10
    plan.save()
    client = client_of(director)
    signed = {
        "number": "ที่ 7/2568",
        "date_0": "28",
        "date_1": "2",
        "date_2": "2568",
        "signed_by": director.email,
    }

    client.post(f"/selection/2568/reserve/{first.code}/promote/", signed)
    waiting = text(client.get("/selection/2568/reserve/"))
    at("2025-02-28 15:31")
    services.release_all_held()

    assert "/promote/" not in waiting
    assert fresh(first).state == State.SELECTED
