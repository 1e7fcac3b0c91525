"""Making: taken once, kept alive, swept when a worker dies, given up after three attempts."""

import os
import signal
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from pyp_portal import clock, doorbell
from pyp_portal.papers import making, rendering, services, tasks
from pyp_portal.papers.jobs import LEASE, State
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from tests.factories.papers import ExportFactory, PaperFactory

BAD = '<html lang="th"><title>ก</title><img alt="" src="file:///etc/hostname"></html>'


def files_of(paper):
    """The stored files that belong to a paper, whichever attempt made them."""
    folder = os.path.dirname(making.file_name(paper))
    return [name for name in default_storage.listdir(folder)[1] if name.startswith(str(paper.uid))]


def test_a_paper_is_made_with_its_hash_and_pages(issue, made):
    paper = made(issue())
    assert (paper.state, paper.pages, paper.attempts) == (State.MADE, 1, 1)
    assert (paper.claimed_at, paper.error) == (None, "")
    assert len(files_of(paper)) == 1


def test_a_second_ring_makes_nothing(issue, made):
    first = made(issue())
    again = made(first)
    assert (again.sha256, again.file.name, again.attempts) == (first.sha256, first.file.name, 1)


def test_a_ring_for_a_paper_that_is_gone_is_no_error(db):
    tasks.make(0)


def test_one_content_gives_one_file_on_every_machine(issue):
    paper = issue()
    pdfs = {rendering.render(paper.html, identifier=b"1" * 16).pdf for _ in range(2)}
    assert len(pdfs) == 1


@pytest.mark.postgres
def test_only_one_worker_takes_a_paper(db):
    paper = PaperFactory()
    first, second = making.take(Paper, paper.pk), making.take(Paper, paper.pk)
    assert first.pk == paper.pk
    assert second is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_waited_for_another_worker_takes_nothing():
    paper = PaperFactory()

    def take():
        try:
            return Paper.objects.get(pk=paper.pk).take()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            assert Paper.objects.get(pk=paper.pk).take()
            other = elsewhere.submit(take)
            wait([other], 0.5)
        assert other.result() is False


@pytest.mark.postgres
def test_a_worker_that_lost_its_paper_throws_its_work_away(db, at):
    at("2025-02-18 10:00")
    slow = making.take(Paper, PaperFactory().pk)
    at("2025-02-18 10:05")
    quick = making.take(Paper, slow.pk)
    assert making.keep(slow, ContentFile(b"%PDF slow"), pages=1) is False
    assert making.keep(quick, ContentFile(b"%PDF quick"), pages=1) is True
    paper = Paper.objects.get()
    assert paper.file.read() == b"%PDF quick"
    paper.file.close()
    assert len(files_of(paper)) == 1


def test_what_a_dead_worker_left_behind_is_removed(issue, made, at):
    at("2025-02-18 10:00")
    dead = making.take(Paper, issue().pk)
    default_storage.save(making.file_name(dead), ContentFile(b"%PDF half"))
    at("2025-02-18 10:05")
    paper = made(dead)
    assert paper.state == State.MADE
    assert files_of(paper) == [os.path.basename(paper.file.name)]


def test_a_leftover_that_cannot_be_removed_is_a_failure_like_another(db, monkeypatch):
    def refuse(name):
        raise NotADirectoryError(20, "Not a directory", name)

    monkeypatch.setattr(default_storage, "delete", refuse)
    paper = PaperFactory(claim=uuid.uuid4(), attempts=making.MAX_ATTEMPTS - 1)
    with pytest.raises(NotADirectoryError):
        tasks.make(paper.pk)
    paper.refresh_from_db()
    assert (paper.state, paper.claimed_at) == (State.FAILED, None)
    assert paper.error.startswith("NotADirectoryError")


def test_a_failure_is_noted_tried_again_and_given_up_at_the_third(db):
    paper = PaperFactory(html=BAD)
    seen = []
    for _attempt in range(3):
        with pytest.raises(rendering.Refused):
            tasks.make(paper.pk)
        paper.refresh_from_db()
        seen.append((paper.state, paper.attempts, paper.claimed_at))
    assert seen == [("queued", 1, None), ("queued", 2, None), ("failed", 3, None)]
    assert paper.error.startswith("Refused: A paper may not fetch file:///etc/hostname")
    tasks.make(paper.pk)
    assert Paper.objects.get().attempts == 3


def test_retry_queues_a_failed_paper_and_no_other(db):
    failed, made = PaperFactory(failed=True), PaperFactory(made=True)
    by = failed.issued_by
    assert (services.retry(failed, by=by), services.retry(made, by=by)) == (True, False)
    assert [(p.state, p.attempts) for p in Paper.objects.order_by("pk")] == [
        ("queued", 0),
        ("made", 1),
    ]


def test_the_sweep_makes_what_waits_and_leaves_what_is_held(issue, at):
    at("2025-02-18 10:00")
    waits, held = issue(), issue()
    making.take(Paper, held.pk)
    tasks.make_waiting()
    assert dict(Paper.objects.values_list("pk", "state")) == {waits.pk: "made", held.pk: "queued"}
    at("2025-02-18 10:03")
    tasks.make_waiting()
    assert set(Paper.objects.values_list("state", flat=True)) == {"made"}


def test_the_sweep_leaves_what_waits_to_be_opened_until_somebody_did(issue, at):
    at("2025-02-18 10:00")
    paper = issue()
    Paper.objects.update(is_on_demand=True)
    tasks.make_waiting()
    assert Paper.objects.get().state == State.QUEUED
    making.take(Paper, paper.pk)  # it was opened, and its worker dies
    at("2025-02-18 10:03")
    tasks.make_waiting()
    assert Paper.objects.get().state == State.MADE


def test_the_sweep_takes_back_what_is_held_from_the_future(issue, at):
    at("2025-02-18 10:00")
    making.take(Paper, issue().pk)
    at("2025-02-10 10:00")
    tasks.make_waiting()
    assert Paper.objects.get().state == State.MADE


def test_a_paper_whose_worker_always_dies_is_shown_as_failed(db, at):
    at("2025-02-18 10:00")
    PaperFactory(attempts=3, claimed_at=clock.now() - LEASE - timedelta(seconds=1))
    tasks.make_waiting()
    paper = Paper.objects.get()
    assert (paper.state, paper.error) == (State.FAILED, making.DIED)


def test_many_issued_quietly_are_left_to_the_sweep(
    issue, monkeypatch, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(services, "ring", rung.append)
    with django_capture_on_commit_callbacks(execute=True):
        loud = issue()
        with services.quietly():
            issue()
    assert rung == [loud]


def test_a_ring_goes_by_name_to_the_worker(db, monkeypatch):
    sent = []
    monkeypatch.setattr(doorbell, "ask", lambda task, args: sent.append((task.task, args)))
    paper, export = PaperFactory(), ExportFactory(kind="proposals.export")
    current_app.conf.task_always_eager = False
    try:
        services.ring(paper)
        services.ring(export)
    finally:
        current_app.conf.task_always_eager = True
    assert sent == [("papers.make", [paper.pk]), ("proposals.export", [export.pk])]


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_a_paper_is_made(monkeypatch):
    monkeypatch.setattr(making, "HEARTBEAT", 0.02)
    paper = making.take(Paper, PaperFactory().pk)
    taken_at = Paper.objects.get().claimed_at
    with making.attempt(paper):
        for _wait in range(100):
            time.sleep(0.02)
            if Paper.objects.get().claimed_at > taken_at:
                break
    assert Paper.objects.get().claimed_at > taken_at


def worker_for(paper, settings):
    """A process that makes one paper on this test's own database and files."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "pyp_portal.settings",
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "VAR_DIR": str(settings.VAR_DIR),
    }
    code = f"from pyp_portal.papers.tasks import make; make({paper.pk})"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    return subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)


def wait_until_taken(paper, process):
    for _wait in range(3000):
        if Paper.objects.get(pk=paper.pk).claimed_at:
            return
        assert process.poll() is None
        time.sleep(0.01)
    pytest.fail("the worker did not take the paper")


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_pdf_costs_only_time(record, paragraphs, settings, at):
    paper = services.issue(
        Kind.SCORES,
        record,
        template="sample/report.html",
        context={
            "paragraphs": paragraphs,
            "facts": [],
            "rows": [(text, "หน่วยงาน", 1) for text in paragraphs] * 12,
        },
        title="รายงานเล่มยาว",
    )
    worker = worker_for(paper, settings)
    wait_until_taken(paper, worker)
    time.sleep(0.3)
    worker.send_signal(signal.SIGKILL)
    assert worker.wait() == -signal.SIGKILL
    killed = Paper.objects.get()
    assert (killed.state, killed.attempts, killed.file.name) == (State.QUEUED, 1, "")

    tasks.make_waiting()
    assert Paper.objects.get().attempts == 1  # the dead worker's lease still runs

    at(clock.now() + LEASE + timedelta(seconds=1))
    tasks.make_waiting()
    tasks.make_waiting()
    paper.refresh_from_db()
    assert (paper.state, paper.attempts) == (State.MADE, 2)
    assert files_of(paper) == [os.path.basename(paper.file.name)]
    assert paper.pages > 10
