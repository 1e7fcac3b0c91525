"""What the scores tell beyond the official order: stored with the snapshot it was made from."""

import json
import uuid
import zlib

from django.db import models
from django.utils.functional import cached_property

from selection.kinds import Zone


class Analysis(models.Model):
    """One analysis of a year's counted sheets.

    ``inputs`` is the compressed snapshot, so that every number can be made again; ``standing``
    is the mark of the order it stood for, by which the board knows whether it still holds.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey("selection.SelectionPlan", models.CASCADE, related_name="analyses")
    inputs = models.BinaryField()
    input_hash = models.CharField(max_length=64)
    result_hash = models.CharField(max_length=64)
    standing = models.CharField(max_length=64)
    seats = models.PositiveSmallIntegerField()
    of_finals = models.BooleanField()  # else of the documents alone, before the pitch
    results = models.JSONField(default=dict)  # judges by stage, and the variants
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "input_hash"], name="analysed_once")]

    def __str__(self):
        return f"{self.plan_id}/{self.input_hash[:8]}"

    @cached_property
    def snapshot(self):
        """What it was made from."""
        return json.loads(zlib.decompress(self.inputs))


class Estimate(models.Model):
    """What an analysis says of one proposal. Only those of the newest analysis are kept."""

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="estimates")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="+")
    rank = models.PositiveIntegerField()
    final = models.DecimalField(max_digits=5, decimal_places=2)
    rank_adjusted = models.PositiveIntegerField()
    adjusted = models.DecimalField(max_digits=5, decimal_places=2)
    low = models.DecimalField(max_digits=5, decimal_places=2)
    high = models.DecimalField(max_digits=5, decimal_places=2)
    chance = models.DecimalField(max_digits=4, decimal_places=3)
    robust = models.DecimalField(max_digits=4, decimal_places=3)
    spread = models.DecimalField(max_digits=5, decimal_places=2)
    zone = models.CharField(max_length=4, choices=Zone)
    wide = models.JSONField(default=list)  # criteria two levels apart or more
    decided_by_one = models.BooleanField()
    unsure = models.BooleanField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "proposal"], name="estimated_once")
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.adjusted}"

    @property
    def robust_percent(self):
        """In how many of a hundred other choices it is selected."""
        return round(100 * self.robust)
