"""Fair turns: nobody's second file before another's first; told when ready; cancelled in time."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connections

from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.papers import exporting, making, tasks, turns
from pyp_portal.papers.export_queries import PATIENCE
from pyp_portal.papers.exporting import Book, Table
from pyp_portal.papers.jobs import LEASE
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory

pytestmark = pytest.mark.django_db
KIND = "proposals.export"


@pytest.fixture(autouse=True)
def february(at):
    return at("2025-02-18 10:00")


@pytest.fixture
def rung(monkeypatch):
    """Whom a worker was asked for, in order."""
    heard = []
    monkeypatch.setattr(turns, "ring", lambda export: heard.append(export.pk))
    monkeypatch.setattr(tasks, "ring", lambda export: heard.append(export.pk))
    return heard


def table(export):
    return Table(["ที่"], [[1]], 1, "stands")


def failing(export):
    raise OSError("disk")


def test_a_person_who_asks_for_many_waits_for_each_and_others_come_between(
    rung, django_capture_on_commit_callbacks
):
    eager, other = UserFactory(), UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        first, second, third = (
            exporting.ask(KIND, by=eager, title="ก", year=year) for year in range(3)
        )
        theirs = exporting.ask(KIND, by=other, title="ก")

    assert rung == [first.pk, theirs.pk]
    exporting.make(first.pk, table)
    exporting.make(theirs.pk, table)
    exporting.make(second.pk, failing_quietly)
    assert rung == [first.pk, theirs.pk, second.pk, third.pk]


def failing_quietly(export):
    """Refused for good, which ends it as well."""
    export.asked_by.is_active = False
    raise exporting.PermissionDenied


def test_what_failed_lets_the_next_one_go_first(rung):
    person = UserFactory()
    bad, good = ExportFactory.create_batch(2, asked_by=person)

    with pytest.raises(OSError, match="disk"):
        exporting.make(bad.pk, failing)

    assert (rung, list(Export.objects.due())) == ([good.pk], [good])
    exporting.make(good.pk, table)
    assert rung == [good.pk, bad.pk]


def test_the_sweep_rings_for_one_of_each_person(rung):
    mine = ExportFactory.create_batch(2, asked_by=UserFactory())
    theirs = ExportFactory()
    busy = UserFactory()
    making.take(Export, ExportFactory(asked_by=busy).pk)
    ExportFactory(asked_by=busy)

    tasks.make_waiting()

    assert rung == [mine[0].pk, theirs.pk]


@pytest.mark.postgres
def test_a_second_file_of_one_person_is_not_begun_while_the_first_is_made(at):
    person = UserFactory()
    first, second = ExportFactory.create_batch(2, asked_by=person)
    assert making.take(Export, first.pk)
    assert making.take(Export, second.pk) is None
    assert making.take(Export, ExportFactory().pk)

    at(clock.now() + LEASE + timedelta(seconds=1))  # the worker of the first has died
    assert making.take(Export, second.pk)


# --- Telling ------------------------------------------------------------------------------


def test_who_asked_and_left_is_told_once_that_it_is_ready(at):
    export = ExportFactory()
    exporting.make(export.pk, table)
    tasks.make_waiting()
    assert Message.objects.count() == 0  # whoever waits on the page sees it there
    at(clock.now() + PATIENCE)
    tasks.make_waiting()
    tasks.make_waiting()

    told = Message.objects.get()
    assert (told.recipient, told.subject) == (export.asked_by, "ไฟล์พร้อมแล้ว: ข้อเสนอ")
    assert export.get_absolute_url() in told.body
    assert "2568" in told.body


def test_who_took_it_meanwhile_or_was_shut_out_is_not_told(at):
    ExportFactory(made=True, made_at=clock.now(), fetched_at=clock.now())
    ExportFactory(made=True, made_at=clock.now(), asked_by__is_active=False)
    at(clock.now() + PATIENCE)
    tasks.make_waiting()
    assert Message.objects.count() == 0


def test_and_that_it_could_not_be_made_but_not_of_each_attempt():
    export = ExportFactory()
    for _attempt in range(3):
        assert Message.objects.count() == 0
        with pytest.raises(OSError, match="disk"):
            exporting.make(export.pk, failing)
    assert Message.objects.get().subject == "จัดทำไฟล์ไม่สำเร็จ: ข้อเสนอ"


def test_one_whose_worker_always_died_is_told_of_too():
    ExportFactory(attempts=3, claimed_at=clock.now() - LEASE - timedelta(seconds=1))
    tasks.make_waiting()
    tasks.make_waiting()
    assert Message.objects.get().subject == "จัดทำไฟล์ไม่สำเร็จ: ข้อเสนอ"


def test_nobody_is_told_who_was_shut_out_or_cancelled_it_themselves():
    shut_out, cancelled = ExportFactory(asked_by__is_active=False), ExportFactory()
    exporting.cancel(cancelled, by=cancelled.asked_by)
    for export in (shut_out, cancelled):
        exporting.make(export.pk, table)
    assert Message.objects.count() == 0


# --- Cancelling ---------------------------------------------------------------------------


@pytest.mark.postgres
def test_a_worker_stops_at_what_was_cancelled_and_keeps_nothing(monkeypatch):
    export, written = ExportFactory(), []

    def write(file):
        for part in range(5):
            if part == 2:
                exporting.cancel(export, by=export.asked_by)
            written.append(part)
            yield part

    exporting.bind(export.pk, lambda held: Book(write, 5, ""))

    ended = Export.objects.get()
    assert written == [0, 1, 2]
    assert (ended.is_cancelled, ended.is_ready, ended.is_waiting, ended.file.name) == (
        True,
        False,
        False,
        "",
    )
    claimed = making.file_name(ended)
    assert not default_storage.exists(claimed)


def test_what_is_cancelled_at_the_very_end_is_not_kept_either():
    export = ExportFactory()

    def late(held):
        rows = ([exporting.cancel(export, by=export.asked_by)] for _once in range(1))
        return Table(["ที่"], rows, 1, "")

    exporting.make(export.pk, late)
    assert (Export.objects.get().is_ready, Message.objects.count()) == (False, 0)


def test_what_is_made_cannot_be_cancelled_and_the_next_one_is_rung_for(
    rung, django_capture_on_commit_callbacks
):
    person = UserFactory()
    made = ExportFactory(asked_by=person, made=True)
    first, second = ExportFactory.create_batch(2, asked_by=person)
    with django_capture_on_commit_callbacks(execute=True):
        assert not exporting.cancel(made, by=person)
        assert exporting.cancel(first, by=person)
    assert Export.objects.get(pk=made.pk).is_ready
    assert rung == [second.pk]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_who_start_together_do_not_make_two_files_of_one_person():
    person = UserFactory()
    exports = ExportFactory.create_batch(2, asked_by=person)
    together, taken = Barrier(2, timeout=30), []

    def work(export):
        try:
            together.wait()
            taken.append(making.take(Export, export.pk))
        finally:
            connections.close_all()

    workers = [Thread(target=work, args=(export,)) for export in exports]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(one is None for one in taken) == [False, True]
    assert Export.objects.held().count() == 1
