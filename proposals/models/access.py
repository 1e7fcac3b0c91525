"""Who a later room lets in, or shuts out, of one proposal."""

from django.conf import settings
from django.db import models


class Access(models.Model):
    """A row that opens or closes one proposal to one person, and why.

    ``read`` and ``score`` come from selection, ``team`` from cohorts; ``closed``
    beats every role (conflict of interest).
    """

    class Kind(models.TextChoices):
        READ = "read"
        SCORE = "score"
        TEAM = "team"
        CLOSED = "closed"

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="accesses")
    kind = models.CharField(max_length=10, choices=Kind)
    because = models.CharField(max_length=120)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "user", "kind", "because"], name="access_given_once"
            )
        ]
        indexes = [models.Index(fields=["user", "kind", "proposal"])]

    def __str__(self):
        return f"{self.kind}: {self.user} / {self.proposal_id} ({self.because})"
