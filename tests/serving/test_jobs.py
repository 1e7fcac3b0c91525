"""When each job of the timetable last ran, whether it is late, and running it beside its time."""

from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.serving import retrying, running
from pyp_portal.serving.job_names import NAMES, REMINDING
from pyp_portal.serving.jobs import jobs
from pyp_portal.serving.models import TimedRun
from pyp_portal.timetable import TIMETABLE
from pyp_portal.uploads import sweeping
from tests.factories.accounts import UserFactory
from tests.factories.proposals import StoredFileFactory

pytestmark = pytest.mark.django_db
SWEEP = "remove unfinished uploads"


def test_a_run_leaves_its_end_behind(at, monkeypatch):
    now = at("2025-02-18 10:00")
    job = current_app.tasks["uploads.sweep"]
    job.apply()
    well = TimedRun.objects.get(name=SWEEP)
    monkeypatch.setattr(sweeping, "sweep", lambda: 1 / 0)
    later = at("2025-02-18 10:40")
    job.apply(throw=False)
    job.apply(throw=False)

    bad = TimedRun.objects.get(name=SWEEP)
    assert (well.ended_at, well.well_at, well.failures, well.fault) == (now, now, 0, "")
    assert (bad.ended_at, bad.well_at, bad.failures) == (later, now, 2)
    assert (bad.fault, bad.late_after) == ("ZeroDivisionError", well.late_after)


def test_a_job_that_is_not_of_the_timetable_leaves_nothing():
    current_app.tasks["uploads.scan"].apply(args=[StoredFileFactory().pk])

    assert not TimedRun.objects.exists()


@pytest.mark.parametrize(
    ("name", "late"),
    [
        ("deliver waiting messages", "2025-02-18 10:06:50"),
        (SWEEP, "2025-02-18 11:35:00"),  # due at 10.40, may wait 50 minutes
        ("anchor the history", "2025-02-19 02:35:00"),
    ],
)
def test_a_job_is_late_when_its_next_run_could_no_longer_come(at, settings, name, late):
    at("2025-02-18 10:00")
    settings.CLOCK_OFFSET = timedelta()  # beat goes by the clock on the wall
    running.note(name, 0.1)

    moment = at(late)
    assert not TimedRun.objects.late().exists()
    at(moment + timedelta(seconds=1))
    assert [run.name for run in TimedRun.objects.late()] == [name]
    assert [job.name for job in jobs() if job.is_late] == [jobs()[0].name] == [name]


def test_a_job_that_never_went_well_is_late_at_once_and_one_that_is_no_more_never(at):
    at("2025-02-18 10:00")
    running.note(SWEEP, 0.1, "OSError")
    TimedRun.objects.create(name="of an older release", late_after=clock.now())
    at("2025-02-18 10:01")

    assert [run.name for run in TimedRun.objects.late()] == [SWEEP]


def test_a_job_is_asked_for_beside_its_time(client_of, monkeypatch):
    asked = []
    monkeypatch.setattr(
        retrying.doorbell, "ring_by_name", lambda name, *args: asked.append((name, args))
    )
    admin = UserFactory(admin=True)
    client = client_of(admin)
    client.post(reverse("queues:run"), {"job": "remind (R1)"})

    assert asked == [(REMINDING, ("R1",))]
    assert [e.by for e in timeline(TimedRun.objects.get(name="remind (R1)"))] == [admin]
    assert client.post(reverse("queues:run"), {"job": "rm -rf"}).status_code == 404


def test_every_job_has_a_name_and_every_name_a_job():
    ours = {name for name, line in TIMETABLE.items() if line["task"] != REMINDING}

    assert set(NAMES) == ours - {running.HEARTBEAT}
