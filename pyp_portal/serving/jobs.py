"""The jobs of the timetable as the page of the queues shows them, those in trouble first."""

from dataclasses import dataclass
from datetime import datetime

from pyp_portal.serving.job_names import called
from pyp_portal.serving.models import TimedRun
from pyp_portal.serving.running import HEARTBEAT, due_after
from pyp_portal.timetable import TIMETABLE


@dataclass(frozen=True)
class Job:
    """A line of the timetable, its last run (None: not since the portal notes it), the next."""

    name: str
    label: str
    run: TimedRun | None
    next_at: datetime | None

    @property
    def is_late(self):
        return self.run is not None and self.run.is_late

    @property
    def has_failed(self):
        return self.run is not None and self.run.failures > 0


def jobs():
    """Every line but the sign of life, which the page shows by itself; one statement."""
    runs = {run.name: run for run in TimedRun.objects.all()}
    found = [
        Job(name, str(called(name, line)), runs.get(name), next_at(line, runs.get(name)))
        for name, line in TIMETABLE.items()
        if name != HEARTBEAT
    ]
    return sorted(found, key=lambda job: (not job.is_late, not job.has_failed))


def next_at(line, run):
    """When it is due for the next time, as far as that is known."""
    return due_after(line["schedule"], run.ended_at) if run and run.ended_at else None


def last_runs():
    """{line of the timetable: when it last ended well}, for the schedule of retention."""
    return dict(TimedRun.objects.exclude(well_at=None).values_list("name", "well_at"))
