"""Exports: asked for once, made once, kept for a month, handed out to who asked."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections
from django.utils import translation

from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.papers import exporting, making, permissions, pieces, tasks, turns
from pyp_portal.papers.exporting import Table
from pyp_portal.papers.jobs import LEASE, State
from pyp_portal.papers.models import KEPT, Export
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory

pytestmark = pytest.mark.django_db
KIND = "proposals.export"


@pytest.fixture(autouse=True)
def february(at):
    return at("2025-02-18 10:00")


def table(export):
    return Table(["ที่", "ชื่อ"], [[1, "=ก"], [2, "ข"]], 2, "stands")


def ask(person, **parameters):
    return exporting.ask(KIND, by=person, title="ข้อเสนอ", format="csv", **parameters)


def made(export, table=table):
    exporting.make(export.pk, table)
    return Export.objects.get(pk=export.pk)


def text_of(export):
    with export.file.open("rb") as file:
        return file.read().decode("utf-8-sig")


# --- Asking -------------------------------------------------------------------------------


def test_asking_rings_for_a_worker_after_commit(
    person, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(turns, "ring", rung.append)
    with django_capture_on_commit_callbacks(execute=True):
        export = ask(person)
        assert rung == []
    assert rung == [export]


def test_asked_twice_while_it_waits_it_is_one_job(person, other_person):
    first = ask(person, state="draft")
    assert ask(person, state="draft") == first
    others = [ask(person), ask(other_person, state="draft")]
    with translation.override("en"):
        others.append(ask(person, state="draft"))
    assert Export.objects.count() == 4 == len({first, *others})
    made(first)
    assert ask(person, state="draft") not in {first, *others}


def test_s35_who_has_many_waiting_is_asked_to_wait(person, other_person, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_WAITING", 2)
    first = ask(person, year=1)
    ask(person, year=2)
    with pytest.raises(ValidationError):
        ask(person, year=3)
    ask(other_person, year=3)
    made(first)
    ask(person, year=3)


def test_a_format_that_is_not_known_is_a_spreadsheet(person):
    assert exporting.ask(KIND, by=person, title="ก", format="exe").format == "xlsx"


# --- Making -------------------------------------------------------------------------------


def test_it_is_made_with_hash_rows_and_standing(person):
    export = made(ask(person))
    assert text_of(export) == "ที่,ชื่อ\r\n1,'=ก\r\n2,ข\r\n"
    assert (export.state, export.done, export.total) == (State.MADE, 2, 2)
    assert (export.standing, export.claimed_at, len(export.sha256)) == ("stands", None, 64)


def test_a_spreadsheet_is_made_as_well(person):
    export = made(exporting.ask(KIND, by=person, title="ก"))
    with export.file.open("rb") as file:
        content = file.read()
    assert content.startswith(b"PK")
    assert making.digest_of(ContentFile(content)) == export.sha256


def test_a_second_ring_makes_nothing(person):
    first = made(ask(person))
    again = made(first, lambda export: pytest.fail("made twice"))
    assert (again.sha256, again.attempts) == (first.sha256, 1)


def test_progress_is_noted_on_the_way_and_renews_the_lease(person, at, monkeypatch):
    monkeypatch.setattr(pieces, "STEP", 2)
    seen = []

    def slow_rows():
        for number in range(5):
            at(clock.now() + timedelta(seconds=100))  # five rows take longer than a lease
            held = Export.objects.get()
            seen.append((held.done, held.total, held in Export.objects.due()))
            yield [number]

    export = made(ask(person), lambda export: Table(["ที่"], slow_rows(), 5, ""))

    assert seen == [(0, 5, False), (0, 5, True), (2, 5, False), (2, 5, True), (4, 5, False)]
    assert export.done == 5


def test_it_speaks_the_language_of_who_asked(person):
    spoken = []

    def said(export):
        spoken.append(translation.get_language())
        return table(export)

    with translation.override("en"):
        export = ask(person)
    with translation.override("th"):
        made(export, said)
    assert spoken == ["en"]


def test_who_may_no_longer_see_the_list_is_told_so_at_once(person):
    def refuse(export):
        raise PermissionDenied

    export = made(ask(person), refuse)
    assert (export.state, export.attempts, export.refusal) == (
        State.FAILED,
        1,
        "ตอนนี้คุณไม่มีสิทธิดูรายการนี้แล้ว จึงจัดทำไฟล์ให้ไม่ได้",
    )


def test_nothing_is_made_for_who_was_shut_out(person):
    export = ask(person)
    type(person).objects.update(is_active=False)
    assert made(export, table).state == State.FAILED


def test_a_failure_is_tried_again_and_given_up_at_the_third(person):
    export, seen = ask(person), []
    for _attempt in range(3):
        with pytest.raises(ZeroDivisionError):
            exporting.make(export.pk, lambda export: Table(["ก"], [[1 / 0]], 1, ""))
        export.refresh_from_db()
        seen.append((export.state, export.attempts, export.claimed_at))
    assert seen == [("queued", 1, None), ("queued", 2, None), ("failed", 3, None)]
    assert export.error.startswith("ZeroDivisionError")


@pytest.mark.postgres
def test_two_workers_at_one_export_make_it_once(person):
    export = ask(person)
    inside = []

    def meanwhile(held):
        inside.append(held.claim)
        exporting.make(export.pk, meanwhile)  # the other worker, in the midst of the first
        return table(held)

    done = made(export, meanwhile)

    assert inside == [done.claim]
    assert (done.state, done.attempts) == (State.MADE, 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_who_start_together_make_it_once():
    export = ExportFactory()
    together, written = Barrier(2, timeout=30), []

    def work():
        try:
            together.wait()
            exporting.make(export.pk, lambda held: written.append(held.claim) or table(held))
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    done = Export.objects.get()
    assert written == [done.claim]
    assert (done.state, done.attempts) == (State.MADE, 1)


@pytest.mark.postgres
def test_what_a_dead_worker_held_is_taken_again_when_its_lease_has_run_out(person, at, monkeypatch):
    rung = []
    monkeypatch.setattr(tasks, "ring", rung.append)
    dead = making.take(Export, ask(person).pk)
    half = default_storage.save(making.file_name(dead), ContentFile(b"half"))
    tasks.make_waiting()
    assert rung == []

    at(clock.now() + LEASE + timedelta(seconds=1))
    tasks.make_waiting()
    assert rung == [dead]
    export = made(dead)
    assert (export.state, export.attempts) == (State.MADE, 2)
    assert not default_storage.exists(half)
    assert making.keep(dead, ContentFile(b"late")) is False
    assert text_of(export).startswith("ที่")


def test_an_export_whose_worker_always_dies_is_shown_as_failed(at):
    ExportFactory(attempts=3, claimed_at=clock.now() - LEASE - timedelta(seconds=1))
    tasks.make_waiting()
    assert Export.objects.get().has_failed


# --- Keeping ------------------------------------------------------------------------------


def test_files_go_after_a_month_and_the_rows_stay(person, at):
    old = made(ask(person))
    left = making.take(Export, ask(person, year=1).pk)
    default_storage.save(making.file_name(left), ContentFile(b"half"))
    at(clock.now() + timedelta(days=1))
    young = made(ask(person, year=2), lambda export: Table(["ก"], [["อื่น"]], 1, ""))
    at(old.expires_at)
    assert (old.has_expired, young.has_expired) == (True, False)
    assert list(Export.objects.kept()) == [young]

    tasks.purge_exports()
    tasks.purge_exports()

    stored = [default_storage.exists(e.file.name) for e in (old, young)]
    assert [*stored, default_storage.exists(making.file_name(left))] == [False, True, False]
    assert Export.objects.count() == 3
    assert Export.objects.get(pk=old.pk).sha256 == old.sha256
    assert timedelta(days=30) == KEPT


def test_s33_the_file_is_named_by_us_alone_with_the_day_in_the_buddhist_era(at):
    at("2025-02-18 23:30")
    export = ExportFactory(note="../../etc/passwd", title="ข้อเสนอ")
    assert export.filename == "ข้อเสนอ 2568-02-18.csv"


def test_s3_only_who_asked_and_the_auditor_see_an_export(person):
    mine, other = ExportFactory(asked_by=person), ExportFactory()
    people = [person, UserFactory(auditor=True), UserFactory(staff=True), UserFactory(admin=True)]
    seen = [set(Export.objects.visible_to(one)) for one in people]
    assert seen == [{mine}, {mine, other}, set(), set()]
    assert seen == [{e for e in (mine, other) if permissions.can_view(e, one)} for one in people]


def test_s39_who_took_a_file_is_on_record(client_of):
    export = ExportFactory(made=True, standing="")
    auditor = UserFactory(auditor=True)
    b"".join(client_of(auditor).post(export.file_url))
    assert [(event.verb, event.by) for event in timeline(export)] == [("fetched", auditor)]
