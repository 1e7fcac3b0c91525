"""Rounds of scoring, the sealed tables at their ends, and who asked to open a sheet after that."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selection.kinds import Stage


class Round(models.Model):
    """One time in which members score a stage, each for themself; the first opens unasked."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey("selection.SelectionPlan", models.PROTECT, related_name="rounds_held")
    stage = models.CharField(max_length=5, choices=Stage)
    number = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["plan", "stage", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "stage", "number"], name="round_numbered_once")
        ]

    def __str__(self):
        return _("%(stage)s, round %(number)d") % {
            "stage": self.get_stage_display(),
            "number": self.number,
        }

    def get_absolute_url(self):
        return reverse("selection:rounds", args=[self.plan.year])


class Seal(models.Model):
    """The score table of a stage as it was frozen; the database refuses to change or delete it.

    Versions count on over the rounds of a stage, each with the hash of the one before it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="seals")
    version = models.PositiveSmallIntegerField()
    table = models.TextField()
    sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    changes = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["round", "version"]
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="sealed_once_a_version")
        ]

    def __str__(self):
        return f"{self.round_id}/{self.version}"

    def get_absolute_url(self):
        return reverse("selection:seal", args=[self.uid])


class ReopeningQuerySet(models.QuerySet):
    """Questions about reopened sheets."""

    def by_chair(self):
        """Opened of their own accord, where points were missing: nobody had to ask."""
        return self.filter(is_granted=True, asked_by=models.F("answered_by"))


class Reopening(models.Model):
    """Somebody asks to change a sealed sheet; who chairs grants it or does not.

    Who chairs or clerks may also open, unasked, what was missing when points were closed.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sheet = models.ForeignKey("selection.ScoreSheet", models.PROTECT, related_name="reopenings")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)  # the changed sheet is submitted and sealed

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"],
                condition=models.Q(answered_at=None),
                name="asked_once_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.sheet_id}: {self.reason}"
