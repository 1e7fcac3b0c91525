"""What one person proposes and another confirms: the second pair of eyes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pyp_portal.history.models import key_of


class Outcome(models.TextChoices):
    """How a proposed act ended."""

    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken_back", _("Taken back")


class ApprovalQuerySet(models.QuerySet):
    """Questions about what waits for a second person."""

    def open(self):
        """Proposed, and neither confirmed nor refused."""
        return self.filter(decided_at=None)

    def of(self, record, kind=None):
        """Those about a record, of one kind where it is named."""
        about = self.filter(**key_of(record)).select_related("asked_by", "decided_by")
        return about.filter(kind=kind) if kind else about

    def for_others_than(self, user):
        """Open ones that somebody else asked for."""
        return self.open().exclude(asked_by=user).select_related("asked_by")


class Approval(models.Model):
    """An act that one person proposed; it takes effect when another confirms it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    payload = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record_type", "record_id"],
                condition=Q(decided_at=None),
                name="approval_open_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (Q(outcome=Outcome.TAKEN_BACK) & Q(decided_by=F("asked_by")))
                | (~Q(outcome=Outcome.TAKEN_BACK) & ~Q(decided_by=F("asked_by"))),
                name="approval_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, outcome="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="")),
                name="approval_decided_whole",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="approval_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.kind}: {self.record_type} {self.record_id}"

    @property
    def is_open(self):
        return self.decided_at is None
