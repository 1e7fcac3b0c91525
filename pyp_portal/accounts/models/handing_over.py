"""What an officer who moves hands to a successor in the same agency."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models.memberships import Membership


class HandOverQuerySet(models.QuerySet):
    """Questions about what passes from one person to another."""

    def open(self):
        """Offered, and neither taken over nor declined nor taken back."""
        return self.filter(settled_at=None, membership__ended_at=None)

    def visible_to(self, user):
        """Those who are part of it: who leaves, who follows, who offered it."""
        parts = Q(successor=user) | Q(membership__user=user) | Q(asked_by=user)
        return self.filter(parts)

    def for_list(self):
        """With the people and the agency that a line shows."""
        return self.select_related("membership__user", "membership__agency", "successor")


class HandOver(models.Model):
    """A member's work and rights, offered to a colleague; it passes when the colleague accepts."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Taken over")
        DECLINED = "declined", _("Declined")
        TAKEN_BACK = "taken_back", _("Taken back")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="hand_overs")
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="offered_hand_overs"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(settled_at=None), name="handed_over_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="")
                | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="hand_over_settled_whole",
            ),
        ]

    def __str__(self):
        return f"{self.membership} > {self.successor}"
