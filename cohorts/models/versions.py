"""What was handed in, version by version, and what was said about it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliverableVersion(models.Model):
    """One version of a deliverable as it was handed in, and what was decided about it."""

    deliverable = models.ForeignKey("cohorts.Deliverable", models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    summary_th = models.TextField(_("summary"), blank=True)
    file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField()
    is_approved = models.BooleanField(null=True)  # None until somebody decides
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    comment_th = models.TextField(_("comment"), blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "number"], name="deliverable_version_once"
            )
        ]

    def __str__(self):
        return f"{self.deliverable.code} v{self.number}"


class DeliverableComment(models.Model):
    """What somebody of the team or the office said about a version; nothing is decided by it."""

    deliverable = models.ForeignKey("cohorts.Deliverable", models.CASCADE, related_name="comments")
    number = models.PositiveSmallIntegerField()  # of the version it speaks of; 0: before the first
    text_th = models.TextField(_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.deliverable.code} v{self.number}: {self.by}"
