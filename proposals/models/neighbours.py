"""Which proposals are about the same thing, as the portal has found it."""

from django.db import models
from django.db.models import F, Q


class Comparison(models.Model):
    """That a proposal is to be compared with the others, or when that was done."""

    proposal = models.OneToOneField(
        "proposals.Proposal", models.CASCADE, related_name="comparison", primary_key=True
    )
    is_due = models.BooleanField(default=True)
    compared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["proposal"], condition=Q(is_due=True), name="comparisons_due")
        ]

    def __str__(self):
        return str(self.proposal_id)


class NeighbourQuerySet(models.QuerySet):
    """Questions about pairs."""

    def beside(self, proposal):
        """The pairs in which a proposal stands, on whichever side, the nearest first."""
        pairs = self.filter(Q(proposal=proposal) | Q(other=proposal))
        return pairs.order_by("-score", "pk")


class Neighbour(models.Model):
    """Two proposals whose texts are alike: how much, and in which words.

    ``score`` compares title, summary and problem, ``title_score`` the titles alone (V-08),
    both from 0 to 1. Written when ``proposal`` was handed in; ``other`` was there before.
    """

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="neighbours")
    other = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="+")
    score = models.FloatField()
    title_score = models.FloatField()
    phrases = models.JSONField(default=list)

    objects = NeighbourQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "other"], name="neighbours_once"),
            models.CheckConstraint(condition=~Q(proposal=F("other")), name="neighbour_of_another"),
        ]

    def __str__(self):
        return f"{self.proposal_id} ~ {self.other_id}: {self.score:.2f}"
