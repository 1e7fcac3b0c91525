"""The switch of the last evening: who turned it, and how every process learns of it."""

import time
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from pyp_portal import doorbell
from pyp_portal.evening import services, standing
from pyp_portal.evening.models import Switch
from pyp_portal.history.services import timeline
from tests.evening.conftest import REASON
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch):
    """What the doorbell was rung for, with its delay."""
    heard = []
    monkeypatch.setattr(
        doorbell, "ring_by_name", lambda name, after=None: heard.append((name, after))
    )
    return heard


def test_it_is_off_until_somebody_turns_it():
    assert services.switch().is_on is False
    assert standing.read() == standing.Standing()


def test_who_turned_it_and_why_is_on_record(at):
    moment, person = at("2025-01-06 21:00"), UserFactory(director=True)

    services.turn(True, by=person, reason=REASON)
    services.turn(False, by=person, reason="ผ่านพ้นช่วงหนาแน่นแล้ว")

    held = Switch.objects.get()
    assert (held.is_on, held.turned_at, held.turned_by) == (False, moment, person)
    told = [(e.verb, e.by, e.reason) for e in timeline(held)]
    assert told == [
        ("turned on", person, REASON),
        ("turned off", person, "ผ่านพ้นช่วงหนาแน่นแล้ว"),
    ]


@pytest.mark.parametrize("is_on", [True, False])
def test_turned_twice_says_who_was_first_and_changes_nothing(is_on, at):
    at("2025-01-06 21:00")
    first = UserFactory(admin=True)
    services.turn(True, by=first, reason=REASON)
    if not is_on:
        services.turn(False, by=first, reason=REASON)
    before = timeline(services.switch()).count()

    with pytest.raises(ValidationError, match=rf"^\['{first}"):
        services.turn(is_on, by=UserFactory(director=True), reason=REASON)

    assert timeline(services.switch()).count() == before


def test_off_before_it_was_ever_on_says_so():
    with pytest.raises(ValidationError, match="เปิดใช้ครบทุกส่วนอยู่แล้ว"):
        services.turn(False, by=UserFactory(admin=True), reason=REASON)


def test_on_renews_the_copies_and_off_rings_for_what_waited_once_all_know(rung):
    person = UserFactory(admin=True)

    services.turn(True, by=person, reason=REASON)
    services.turn(False, by=person, reason=REASON)

    assert rung == [("serving.copy_pages", None), ("papers.make_all", standing.LASTS + 2)]


def test_the_process_that_turned_it_knows_after_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.turn(True, by=UserFactory(admin=True), reason=REASON)

    assert standing.is_on()


def test_other_processes_know_within_seconds_and_ask_no_oftener(monkeypatch):
    clock = [time.monotonic()]
    monkeypatch.setattr(standing.time, "monotonic", lambda: clock[0])
    standing.forget()
    assert not standing.is_on()
    Switch.objects.create(pk=1, is_on=True)  # another process

    with CaptureQueriesContext(connection) as asked:
        clock[0] += standing.LASTS - 0.1
        before = standing.is_on()
        unasked = len(asked)
        clock[0] += 0.2
        after = [standing.is_on() for _request in range(50)]

    assert (before, set(after)) == (False, {True})
    assert (unasked, len(asked)) == (0, 2)


def test_while_the_database_is_away_it_stands_as_it_stood(monkeypatch):
    def gone():
        raise DatabaseError("gone")

    standing.suppose(standing.Standing(is_on=True), lasts=0)
    monkeypatch.setattr(standing, "read", gone)

    assert standing.is_on()


def test_a_job_that_waits_does_nothing_meanwhile(turn):
    job = standing.waits(lambda number: number)
    turn(True)
    resting = job(1)
    turn(False)

    assert (resting, job(1)) == (None, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_turn_it_at_once_turn_it_once():
    people, start, said = [UserFactory(admin=True) for _each in range(2)], Barrier(2), []

    def press(person):
        start.wait()
        try:
            services.turn(True, by=person, reason=REASON)
            said.append("turned")
        except ValidationError:
            said.append("refused")
        finally:
            connection.close()

    hands = [Thread(target=press, args=[person]) for person in people]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert sorted(said) == ["refused", "turned"]
    assert timeline(services.switch()).count() == 1
