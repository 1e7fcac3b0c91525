"""Alive, and ready: what a balancer asks."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

from pyp_portal import clock
from pyp_portal.serving import readiness, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.serving.urls")]

ALL_WELL = {
    "database": "ok",
    "broker": "ok",
    "worker": "ok",
    "pdf libraries": "ok",
    "disk": "ok",
}


def test_a_living_process_says_so_to_anyone_without_asking_the_database(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_it_is_ready_once_a_job_has_gone_all_the_way(client):
    tasks.heartbeat.delay()

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": ALL_WELL})


def test_it_is_not_ready_before_a_worker_has_shown_itself(client):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "down", "checks": ALL_WELL | {"worker": "down"}}


def test_a_worker_that_fell_silent_is_missed(client):
    cache.set(readiness.HEARTBEAT, clock.now() - timedelta(seconds=121))

    assert client.get("/readyz").json()["checks"] == ALL_WELL | {"worker": "down"}


def test_a_worker_beats_as_soon_as_it_has_started():
    tasks.beat_at_once()

    assert readiness.worker_lives()


def test_a_database_that_is_gone_is_named_and_nothing_more_is_said(client, monkeypatch):
    tasks.heartbeat()

    def refuse(*args):
        raise OperationalError("password authentication failed for user portal")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "down", "checks": ALL_WELL | {"database": "down"}}


def test_missing_pdf_libraries_are_named(monkeypatch):
    readiness.pdf_libraries_load.cache_clear()
    monkeypatch.setattr(readiness, "PDF_LIBRARIES", ("libnowhere.so.9",))

    assert readiness.verdicts()["pdf libraries"] == "down"


def test_a_full_disk_is_named(monkeypatch):
    monkeypatch.setattr(readiness, "DISK_NEEDED", 2**70)

    assert readiness.verdicts()["disk"] == "down"


def test_the_queue_of_files_must_be_there(monkeypatch, tmp_path):
    options = readiness.app.conf.broker_transport_options
    monkeypatch.setitem(options, "data_folder_out", str(tmp_path))
    assert readiness.broker_takes_jobs()

    monkeypatch.setitem(options, "data_folder_out", str(tmp_path / "gone"))
    assert not readiness.broker_takes_jobs()
