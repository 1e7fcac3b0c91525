"""The database itself refuses to change or lose history, and keeps two writers in order."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, IntegrityError, connection, transaction

from pyp_portal import clock
from pyp_portal.history.models import Anchor, AnchoredHead, Event, EventDetail
from pyp_portal.history.services import lay_anchor, record, timeline
from pyp_portal.history.verifying import verify

pytestmark = pytest.mark.postgres


@pytest.fixture
def anchored(person):
    """A record with two events and an anchor over them."""
    thing = person()
    record(thing, "first", reason="เหตุผล")
    record(thing, "second")
    lay_anchor()
    return thing


def refused(act):
    """The database's own words when it refuses."""
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        act()
    return str(refusal.value)


@pytest.mark.parametrize("model", [Event, EventDetail, Anchor, AnchoredHead])
def test_rows_cannot_be_deleted(anchored, model):
    rows = model.objects.all()

    assert "append-only" in refused(lambda: rows._raw_delete(rows.db))


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Event, {"verb": "other"}),
        (Event, {"hash": ""}),
        (EventDetail, {"reason": "อื่น"}),
        (EventDetail, {"name": "", "salt": ""}),
        (Anchor, {"heads_hash": ""}),
        (AnchoredHead, {"seq": 1}),
    ],
)
def test_rows_cannot_be_changed(anchored, model, change):
    assert "append-only" in refused(lambda: model.objects.update(**change))


def test_a_detail_can_be_blanked_only_wholly_and_once(anchored):
    detail = EventDetail.objects.filter(event__verb="first")
    blank = {"salt": "", "name": "", "address": "", "reason": "", "erased_at": clock.now()}

    assert "append-only" in refused(lambda: detail.update(**{**blank, "reason": "ใหม่"}))
    assert detail.update(**blank) == 1
    assert "append-only" in refused(lambda: detail.update(**blank))


def test_the_table_cannot_be_emptied_at_once(anchored):
    if connection.vendor != "postgresql":  # SQLite knows no TRUNCATE; its DELETE is tested above
        return
    connection.check_constraints()  # or PostgreSQL waits for those that are deferred
    with connection.cursor() as cursor:
        sql = "TRUNCATE history_event, history_eventdetail"

        assert "append-only" in refused(lambda: cursor.execute(sql))


def test_one_place_in_a_chain_is_taken_once(anchored):
    event = timeline(anchored).first()
    event.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_record_make_one_chain():
    thing = get_user_model().objects.create_user("one", "one@example.org")
    start, writers, each = Barrier(4), 4, 8

    def write(name):
        start.wait()
        for n in range(each):
            record(thing, f"{name}-{n}")
        connection.close()

    threads = [Thread(target=write, args=[name]) for name in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [e.seq for e in timeline(thing)] == list(range(1, writers * each + 1))
    assert verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_a_writer_waits_for_the_transaction_of_the_other():
    thing = get_user_model().objects.create_user("one", "one@example.org")
    first_wrote = Barrier(2)

    def second():
        first_wrote.wait()
        record(thing, "second")
        connection.close()

    thread = Thread(target=second)
    thread.start()
    with transaction.atomic():
        record(thing, "first")
        first_wrote.wait()
        record(thing, "first, still")
    thread.join()

    assert [e.verb for e in timeline(thing)] == ["first", "first, still", "second"]
    assert verify().faults == []
