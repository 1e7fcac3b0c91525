"""The written talk before a meeting: members who do not see one another's names."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Remark(models.Model):
    """What one member wrote about one proposal, under a number that is theirs there only."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="remarks")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="remarks")
    alias = models.PositiveSmallIntegerField()
    text_th = models.TextField(_("remark"))
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.proposal_id}: {self.alias}"
