"""When each line of the timetable last came to its end, and how."""

from django.db import models

from pyp_portal import clock
from pyp_portal.timetable import TIMETABLE


class TimedRunQuerySet(models.QuerySet):
    """Questions about the jobs of the timetable."""

    def late(self):
        """Those that should have come to a good end again by now.

        A line that a later release no longer has is nobody's trouble.
        """
        return self.filter(late_after__lt=clock.now(), name__in=TIMETABLE)


class TimedRun(models.Model):
    """One line of the timetable: its last run, and by when the next has to end well."""

    name = models.CharField(max_length=100, unique=True)
    ended_at = models.DateTimeField(null=True)
    took = models.FloatField(default=0)  # seconds
    well_at = models.DateTimeField(null=True)  # when it last ended well
    failures = models.PositiveIntegerField(default=0)  # since then
    fault = models.CharField(max_length=100, blank=True)  # the kind of error, never its words
    late_after = models.DateTimeField()

    objects = TimedRunQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def is_late(self):
        return self.late_after < clock.now()
