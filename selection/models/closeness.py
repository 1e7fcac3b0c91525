"""What settles close proposals: rankings by the members, and tie-breaks in the declared order."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse


class Ranking(models.Model):
    """At most six close proposals which each member puts in order, after all have been scored."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey("selection.SelectionPlan", models.PROTECT, related_name="rankings")
    proposals = models.ManyToManyField("proposals.Proposal", related_name="rankings")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    result = models.JSONField(null=True)
    result_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self):
        return str(self.opened_at)

    def get_absolute_url(self):
        return reverse("selection:ranking", args=[self.uid])


class Ballot(models.Model):
    """The order of one member, over the proposals that are not closed to them."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="ballots")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="ballots")
    order = models.JSONField()  # numbers of the proposals, best first
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ["seat__seat_no"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "seat"], name="ranked_once_by_a_seat")
        ]

    def __str__(self):
        return f"{self.ranking_id} / {self.seat_id}"


class TieBreak(models.Model):
    """Equal proposals put in order by the declared steps, each with its numbers."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey("selection.SelectionPlan", models.PROTECT, related_name="tie_breaks")
    final = models.DecimalField(max_digits=5, decimal_places=2)
    declared = models.JSONField()  # the steps as the plan declared them when this began
    steps = models.JSONField(default=list)
    waits_for = models.CharField(max_length=8, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self):
        return f"{self.final}"

    def get_absolute_url(self):
        return reverse("selection:tie_break", args=[self.uid])


class TiePlace(models.Model):
    """Where a tie-break put one of its proposals; equal places wait for the next step."""

    tie = models.ForeignKey(TieBreak, models.CASCADE, related_name="places")
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="tie_places")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place", "proposal__code"]
        constraints = [
            models.UniqueConstraint(fields=["tie", "proposal"], name="placed_once_in_a_tie")
        ]

    def __str__(self):
        return f"{self.place}: {self.proposal_id}"
