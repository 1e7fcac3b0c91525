"""Every way of tampering that the database cannot refuse (a person with its files) is found."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from pyp_portal import clock
from pyp_portal.history import tasks
from pyp_portal.history.models import Anchor, AnchoredHead, Event, EventDetail
from pyp_portal.history.services import erase_all, lay_anchor, record, timeline
from pyp_portal.history.verifying import verify
from tests.foundations import lifted

pytestmark = pytest.mark.postgres
TABLE, DETAIL = Event._meta.db_table, EventDetail._meta.db_table


@pytest.fixture
def thing(person):
    """A record with three events."""
    thing = person()
    for verb in ("first", "second", "third"):
        record(thing, verb, reason="เพราะ")
    return thing


def tamper(*statements):
    """Change the tables as somebody would who holds the database itself."""
    connection.check_constraints()  # or PostgreSQL waits for those that are deferred
    with lifted(connection), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def faults(thing):
    """What is found, without the name of the record."""
    name = f"The history of accounts.user {thing.pk}"
    found = verify().faults
    assert all(fault.startswith(name) for fault in found)
    return [fault.removeprefix(name) for fault in found]


def test_an_untouched_history_is_whole(thing):
    verdict = verify()

    assert verdict.holds
    assert (verdict.events, verdict.records, verdict.anchors) == (3, 1, 0)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            f"UPDATE {TABLE} SET after = 'x' WHERE seq = 2",
            ", event 2: it was changed after it was written.",
        ),
        (
            f"UPDATE {TABLE} SET by_id = NULL, data = '{{\"a\": 1}}' WHERE seq = 1",
            ", event 1: it was changed after it was written.",
        ),
        (
            f"UPDATE {TABLE} SET hash = 'x' WHERE seq = 3",
            ", event 3: it was changed after it was written.",
        ),
        (
            f"UPDATE {DETAIL} SET name = 'x' WHERE event_id = (SELECT max(id) FROM {TABLE})",
            ", event 3: its detail was changed after it was written.",
        ),
        (
            f"UPDATE {DETAIL} SET erased_at = '2025-01-01 00:00:00Z', name = '' "
            f"WHERE event_id = (SELECT max(id) FROM {TABLE})",
            ", event 3: its detail was erased without a record of it.",
        ),
        (
            f"DELETE FROM {DETAIL} WHERE event_id = (SELECT max(id) FROM {TABLE})",
            ", event 3: its detail is missing.",
        ),
    ],
)
def test_a_change_behind_the_portals_back_is_found(thing, statement, fault):
    tamper(statement)

    assert faults(thing) == [fault]


def forget(condition):
    """Statements that delete events with their details."""
    return (
        f"DELETE FROM {DETAIL} WHERE event_id IN (SELECT id FROM {TABLE} WHERE {condition})",
        f"DELETE FROM {TABLE} WHERE {condition}",
    )


def test_an_event_cut_out_of_the_middle_is_found(thing):
    tamper(*forget("seq = 2"))

    assert faults(thing) == [", event 3: event 2 is missing."]


def test_events_that_changed_places_are_found(thing):
    tamper(
        f"UPDATE {TABLE} SET seq = 9 WHERE seq = 2",
        f"UPDATE {TABLE} SET seq = 2 WHERE seq = 3",
        f"UPDATE {TABLE} SET seq = 3 WHERE seq = 9",
    )

    assert faults(thing) == [", event 2: it does not follow the event before it."]


def test_a_cut_tail_is_found_once_it_was_anchored(thing):
    with clock.at(datetime(2025, 1, 7, 18, 30, tzinfo=UTC)):
        tasks.anchor()

    tamper(*forget("seq = 3"))

    assert faults(thing) == [": event 3, anchored on 2025-01-07, is gone or was replaced."]


def test_a_record_whose_whole_history_is_gone_is_found(thing):
    with clock.at(datetime(2025, 1, 7, 18, 30, tzinfo=UTC)):
        lay_anchor()

    tamper(*forget("seq > 0"))

    assert faults(thing) == [": event 3, anchored on 2025-01-07, is gone or was replaced."]


def test_an_anchor_that_was_changed_is_found(thing):
    with clock.at(datetime(2025, 1, 7, 18, 30, tzinfo=UTC)):
        lay_anchor()
    tamper(f"DELETE FROM {AnchoredHead._meta.db_table}", *forget("seq = 3"))

    assert verify().faults == ["The anchor of 2025-01-07 18:30 was changed."]


def test_an_anchor_holds_only_the_chains_that_moved(thing, person):
    lay_anchor()
    other = person()
    record(other, "first")
    record(thing, "fourth")
    second = lay_anchor()
    third = lay_anchor()

    heads = second.heads.values_list("record_id", "seq")
    assert set(heads) == {(str(other.pk), 1), (str(thing.pk), 4)}
    assert third.heads.count() == 0
    assert third.previous_hash == second.hash
    assert Anchor.objects.count() == 3
    assert verify().faults == []


def test_the_command_answers_for_the_whole_history(thing, capsys):
    lay_anchor()
    call_command("verify_history")

    assert capsys.readouterr().out == ("The history is whole: 3 events of 1 records, 1 anchors.\n")


def test_the_command_fails_and_names_the_broken_record(thing):
    tamper(f"UPDATE {TABLE} SET verb = 'x' WHERE seq = 2")

    with pytest.raises(CommandError) as failure:
        call_command("verify_history")

    assert str(failure.value) == (
        f"The history of accounts.user {thing.pk}, event 2: it was changed after it was written."
    )
    assert timeline(thing).count() == 3


def test_a_reason_that_was_to_stay_is_still_proved(thing):
    decided = record(thing, "decided", reason="ไม่เข้าเกณฑ์")
    erase_all([decided], keeps_reasons=True)
    assert verify().holds

    tamper(f"UPDATE {DETAIL} SET reason = 'เข้าเกณฑ์' WHERE event_id = {decided.pk}")

    assert faults(thing) == [", event 4: its reason is not the one that was to stay."]
