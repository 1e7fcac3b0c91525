"""Why a release was stopped: every proposal in the way is named, shortly, to whom it is open."""

from datetime import date

import pytest

from proposals.grounds import Grounds
from proposals.services.access import close
from proposals.services.moving import move
from proposals.states import State
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from selection.services import hindering
from tests.factories.accounts import UserFactory
from tests.factories.selection import REASON, announced, decided, fresh, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(
        min_reviewers=2, reserve_valid_until=date(2025, 6, 30), max_selected=9, release_hold=10
    )


@pytest.fixture
def directors():
    return UserFactory.create_batch(2, director=True)


@pytest.fixture
def held(plan, directors):
    """A release of three, signed by one director and pressed by the other."""
    seats = seat_members(plan, 2)
    _meeting, proposals = decided(plan, seats, directors[0], [Outcome.SELECTED] * 3)
    signed = announced(plan, AnnouncementKind.RESULT, by=directors[0])
    return services.press_release(signed, by=directors[1]), proposals


def withdraw(proposals):
    for proposal in proposals:
        move(fresh(proposal), "withdraw", Grounds(proposal.owner, REASON))


def mails(directors):
    found = Message.objects.filter(occasion__startswith="release-stopped:")
    return [found.get(recipient=director).body for director in directors]


def test_all_that_have_moved_on_stand_behind_one_sentence(held, directors, at):
    announcement, proposals = held
    withdraw(proposals[:2])
    at("2025-02-07 10:10")

    services.release_all_held()

    (why,) = fresh(announcement).stopped_because.splitlines()
    assert [proposal.code in why for proposal in proposals] == [True, True, False]
    assert str(State.WITHDRAWN.label) in why
    assert all(why in body for body in mails(directors))


def test_what_is_closed_to_a_reader_is_not_named_to_them(held, directors, at, client_of):
    announcement, proposals = held
    withdraw(proposals[:2])
    close(proposals[0], directors[0], "interest")
    at("2025-02-07 10:10")
    services.release_all_held()

    shown = [proposals[0].code in body for body in mails(directors)]
    pages = [client_of(who).get(announcement.get_absolute_url()).content for who in directors]

    assert shown == [False, True]
    assert proposals[1].code in mails(directors)[0]
    stopped = [page.decode().partition("tone-stop")[2].partition("</ul>")[0] for page in pages]
    assert [proposals[0].code in part for part in stopped] == [False, True]
    assert [proposals[1].code in part for part in stopped] == [False, True]


def test_a_guard_that_holds_for_none_names_each_once(held, plan, directors):
    announcement, proposals = held
    services.change_plan(plan, by=directors[0], reason=REASON, max_selected=2)

    (why,) = hindering.in_the_way(fresh(announcement))

    assert [why.count(proposal.code) for proposal in proposals] == [1, 1, 1]


def test_many_are_counted_where_they_would_fill_the_mail():
    codes = [f"P68-0000{number}" for number in range(1, 9)]

    said = hindering._with_codes("เต็มแล้ว", codes)
    short = hindering._shortened([f"ข้อ {number}" for number in range(12)])

    assert said.endswith("P68-00005 และอีก 3 เรื่อง)")
    assert (len(short), "4" in short[-1]) == (hindering.SAID + 1, True)


def test_nothing_is_said_of_what_holds_or_where_nothing_is_left(held):
    announcement, _proposals = held
    assert hindering.in_the_way(announcement) == []

    announcement.items.all().delete()

    assert len(hindering.in_the_way(announcement)) == 1
