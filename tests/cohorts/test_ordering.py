"""The order of a session: up, down, to another session, out of it."""

from datetime import date, time

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.models import PresentationItem
from cohorts.services import ordering
from cohorts.states import TierKey
from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    SessionFactory,
    TeamFactory,
    cohort_of,
    full_team,
    person_in,
)
from tests.factories.proposals import CallFactory, StoredFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _before_the_session(at):
    at("2025-08-20 10:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def session(staff):
    return SessionFactory(starts_at=time(13, 30))


@pytest.fixture
def items(session, staff):
    teams = [TeamFactory(proposal__state=State.LAB_COMPLETED) for _n in range(3)]
    return [services.schedule(session, team, by=staff) for team in teams]


def order_of(session, items):
    """The numbers of these items in the order in which they are presented."""
    return [items.index(item) for item in session.items.all()]


def recorded(item):
    PresentationItem.objects.filter(pk=item.pk).update(recorded_at=item.session.planned_at)


def post(client, name, item, typed=None):
    args = [item.session.uid, item.team.proposal.code]
    return client.post(reverse(f"cohorts:{name}", args=args), typed or {})


@pytest.mark.parametrize(
    ("place", "up", "after"),
    [(0, False, [1, 0, 2]), (2, True, [0, 2, 1]), (0, True, [0, 1, 2]), (2, False, [0, 1, 2])],
)
def test_an_issue_moves_up_and_down_and_not_beyond_the_edge(
    session, items, staff, place, up, after
):
    ordering.move(items[place], by=staff, up=up)

    assert order_of(session, items) == after
    assert [item.order for item in session.items.all()] == [1, 2, 3]


def test_the_order_stays_once_an_outcome_is_recorded(session, items, staff):
    recorded(items[2])

    with pytest.raises(MoveRefused):
        ordering.move(items[0], by=staff, up=False)
    with pytest.raises(MoveRefused):
        ordering.change_session(session, by=staff, place_th="ที่อื่น")

    assert order_of(session, items) == [0, 1, 2]


def test_an_issue_that_a_colleague_took_away_is_not_moved(session, items, staff):
    seen = PresentationItem.objects.select_related("session").get(pk=items[0].pk)
    ordering.move_to(items[0], SessionFactory(cohort=session.cohort), by=staff)

    with pytest.raises(MoveRefused):
        ordering.move(seen, by=staff, up=False)


def test_an_issue_goes_to_another_session_with_its_files_and_is_told(session, items, staff):
    items[0].files.create(file=StoredFileFactory(), sent_at=session.planned_at, sent_by=staff)
    later = SessionFactory(cohort=session.cohort, held_on=date(2025, 8, 29))
    there = ItemFactory(session=later, order=1)

    moved = ordering.move_to(items[0], later, by=staff)

    assert [item.order for item in session.items.all()] == [1, 2]
    assert list(later.items.all()) == [there, moved]
    assert (moved.order, moved.files.count()) == (2, 1)
    with pytest.raises(MoveRefused):
        ordering.move_to(ItemFactory(session=session, team=there.team, order=9), later, by=staff)


def test_only_an_empty_place_is_taken_out(session, items, staff):
    items[1].files.create(file=StoredFileFactory(), sent_at=session.planned_at, sent_by=staff)
    with pytest.raises(MoveRefused):
        ordering.take_out(items[1], by=staff)

    ordering.take_out(items[0], by=staff)

    assert [(i.team, i.order) for i in session.items.all()] == [
        (items[1].team, 1),
        (items[2].team, 2),
    ]
    assert services.schedule(session, items[0].team, by=staff).order == 3
    verbs = [event.verb for event in timeline(session)]
    assert verbs == ["scheduled"] * 3 + ["unscheduled", "scheduled"]


def presenting(session, staff):
    """An issue with people to tell, its place, and how many of them were told until now."""
    item = services.schedule(session, full_team(State.LAB_COMPLETED), by=staff)
    people = item.team.participants.count()
    return item, lambda: planned().count() / people


def planned():
    return Message.objects.filter(occasion__startswith="presentation:")


def test_another_day_time_and_place_are_told_and_another_letter_is_not(session, staff, at):
    _item, times = presenting(session, staff)

    for minute, facts in enumerate(
        [
            {"held_on": date(2025, 8, 28)},
            {"held_on": date(2025, 8, 27)},  # and back: once more
            {"starts_at": time(9)},
            {"place_th": "ตึกสันติไมตรี"},
            {"delegation_ref": "ที่ ตย 99/2568"},
        ]
    ):
        at(f"2025-08-20 11:0{minute}")
        ordering.change_session(session, by=staff, **facts)

    last = planned().order_by("pk").last().body
    assert times() == 5
    assert "เวลา 09.00 น. ณ ตึกสันติไมตรี" in last


def test_another_session_on_the_same_day_is_told(session, staff, at):
    item, times = presenting(session, staff)
    other = SessionFactory(cohort=session.cohort, place_th="ตึกภักดีบดินทร์")
    at("2025-08-20 11:00")

    ordering.move_to(item, other, by=staff)

    assert times() == 2


def test_a_session_that_somebody_has_changed_meanwhile_is_looked_at_again(session, staff):
    seen = session.token
    ordering.change_session(session, by=staff, seen=seen, place_th="ตึกสันติไมตรี")

    with pytest.raises(MoveRefused):
        ordering.change_session(session, by=staff, seen=seen, place_th="ตึกไทยคู่ฟ้า")

    session.refresh_from_db()
    assert session.place_th == "ตึกสันติไมตรี"


GONE = {
    "minutes": lambda item, staff: ordering.change_place(
        item, by=staff, minutes_present=5, minutes_qa=5, presenters=[]
    ),
    "taken out": lambda item, staff: ordering.take_out(item, by=staff),
    "moved on": lambda item, staff: ordering.move_to(
        item, SessionFactory(cohort=item.session.cohort), by=staff
    ),
    "recorded": lambda item, staff: services.record_presentation(
        item, by=staff, outcome="ACKNOWLEDGED"
    ),
}


@pytest.mark.parametrize("name", GONE)
@pytest.mark.parametrize("by_then", ["moved", "taken out"])
def test_what_is_not_in_the_session_any_more_is_left_alone(
    session, items, staff, at, name, by_then
):
    """The page was opened before a colleague put the issue off, or took it out."""
    seen = PresentationItem.objects.select_related("session", "team__proposal").get(pk=items[0].pk)
    other = SessionFactory(cohort=session.cohort, held_on=date(2025, 8, 29))
    if by_then == "moved":
        ordering.move_to(items[0], other, by=staff)
    else:
        ordering.take_out(items[0], by=staff)
    at("2025-08-30 10:00")

    with pytest.raises(MoveRefused):
        GONE[name](seen, staff)

    left = list(other.items.values_list("team", "minutes_present", "recorded_at"))
    assert left == ([(items[0].team.pk, 10, None)] if by_then == "moved" else [])


def test_each_issue_has_the_time_at_which_it_begins(session, items):
    timed = session.timed(list(session.items.all()))
    session.starts_at = None

    assert [item.begins for item in timed] == [time(13, 30), time(13, 45), time(14, 0)]
    assert [item.begins for item in session.timed(timed)] == [None] * 3


# --- Pages ---------------------------------------------------------------------
def test_the_office_orders_from_the_page(session, items, staff, client_of):
    client = client_of(staff)
    post(client, "move_place", items[0], {"to": "down"})
    moved = order_of(session, items)
    post(client, "move_place", items[0], {"to": "up"})
    later = SessionFactory(cohort=session.cohort, held_on=date(2025, 8, 29))
    post(client, "other_session", items[1], {"session": later.pk})
    post(client, "take_out", items[2])

    assert moved == [1, 0, 2]
    assert order_of(session, items) == [0]
    assert [item.team for item in later.items.all()] == [items[1].team]
    page = client.get(session.get_absolute_url())
    assert (page.context["minutes"], page.context["is_open"]) == (15, True)


def test_minutes_and_presenters_are_those_of_the_team(session, staff, client_of):
    team = full_team(State.LAB_COMPLETED)
    item = services.schedule(session, team, by=staff)
    person, stranger = person_in(team, TierKey.COORDINATOR), UserFactory()
    typed = {"minutes_present": 8, "minutes_qa": 4}

    wrong = post(client_of(staff), "change_place", item, typed | {"presenters": [stranger.pk]})
    post(client_of(staff), "change_place", item, typed | {"presenters": [person.pk]})

    item.refresh_from_db()
    assert wrong.context["form"].errors.keys() == {"presenters"}
    assert (item.minutes, list(item.presenters.all())) == (12, [person])


def test_the_session_is_changed_on_its_page(session, staff, client_of):
    typed = {
        "held_on_0": 28, "held_on_1": 8, "held_on_2": 2568, "starts_at": "09:00",
        "place_th": "ตึกสันติไมตรี", "chair_office": "PRIME_MINISTER", "mode": "ONSITE",
    }  # fmt: skip
    url = reverse("cohorts:session_change", args=[session.uid])

    page = client_of(staff).get(url)
    client_of(staff).post(url, typed | {"seen": page.context["seen"]})
    late = client_of(staff).post(url, typed | {"seen": page.context["seen"], "place_th": "ที่อื่น"})

    session.refresh_from_db()
    assert (late.context["form"].errors.keys(), session.place_th) == ({"__all__"}, "ตึกสันติไมตรี")
    assert page.context["form"].initial["place_th"] == "ทำเนียบรัฐบาล"
    assert (session.held_on, session.starts_at) == (date(2025, 8, 28), time(9))


def test_a_session_of_another_year_takes_no_issue(session, items, staff, client_of):
    other = SessionFactory(
        cohort=cohort_of(CallFactory(fiscal_year=2569)), held_on=date(2025, 8, 29)
    )

    page = post(client_of(staff), "other_session", items[0], {"session": other.pk})

    assert page.context["form"].errors.keys() == {"session"}
