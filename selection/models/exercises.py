"""Before the judging: everybody scores one past proposal, to see how far apart they are."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Exercise(models.Model):
    """One past proposal, scored by the committee for practice; nothing of it ever counts."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey("selection.SelectionPlan", models.PROTECT, related_name="exercises")
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    note_th = models.TextField(_("what the committee agreed on"), blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(closed_at=None), name="one_exercise_at_a_time"
            )
        ]

    def __str__(self):
        return f"{self.plan}: {self.proposal_id}"

    def get_absolute_url(self):
        return reverse("selection:exercise", args=[self.uid])


class PracticeSheet(models.Model):
    """One member's points in an exercise: a record of its own that no score ever reads."""

    exercise = models.ForeignKey(Exercise, models.CASCADE, related_name="sheets")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="practice_sheets")
    points = models.JSONField(default=dict)
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "seat"], name="practised_once_each")
        ]

    def __str__(self):
        return f"{self.exercise_id} / {self.seat_id}"
