"""A round that is being closed: asked for by a person, its table frozen by a worker."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from pyp_portal.papers.jobs import Job, JobQuerySet, State
from selection.kinds import Stage


class ClosingQuerySet(JobQuerySet):
    """Questions about rounds that are being closed."""

    def unheld(self):
        """What was taken back is not worked on any more."""
        return super().unheld().filter(cancelled_at=None)

    def working(self):
        """Those that a worker is at or will be."""
        return self.filter(state=State.QUEUED, cancelled_at=None)


class Closing(Job):
    """The wish to close a round of a stage; what comes of it is a seal, or a sentence why not."""

    plan = models.ForeignKey("selection.SelectionPlan", models.PROTECT, related_name="closings")
    stage = models.CharField(max_length=5, choices=Stage)
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)  # sheets read so far, of so many
    total = models.PositiveIntegerField(default=0)
    refusal = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True)
    seal = models.OneToOneField("selection.Seal", models.PROTECT, null=True, related_name="+")

    objects = ClosingQuerySet.as_manager()
    task = "selection.close_round"

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "stage"],
                condition=models.Q(state=State.QUEUED, cancelled_at=None),
                name="closed_once_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.plan_id}/{self.stage}: {self.asked_at}"

    def get_absolute_url(self):
        return reverse("selection:rounds", args=[self.plan.year])

    @property
    def is_working(self):
        """True while a worker is at it or will be; the sheets of its stage are shut meanwhile."""
        return self.state == State.QUEUED and self.cancelled_at is None

    def mine(self):
        """The wish in the database, as long as my claim on it holds and it is wanted."""
        return super().mine().filter(cancelled_at=None)
