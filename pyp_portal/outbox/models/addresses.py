"""Addresses that came back for good: nothing is sent there until a person says so."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal.outbox.models.messages import Message


class Why(models.TextChoices):
    """How the portal knows."""

    REFUSED = "refused", _("The mail server says that there is no such address")
    CAME_BACK = "came_back", _("An officer saw a mail come back")


class ClosedAddressQuerySet(models.QuerySet):
    """Questions about addresses that came back."""

    def closed(self):
        """Those to which nothing is sent today."""
        return self.filter(lifted_at=None)

    def of(self, address):
        return self.closed().filter(address=address.strip().lower())


class ClosedAddress(models.Model):
    """An address that came back for good, from a moment until a person opens it again."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField()
    why = models.CharField(max_length=10, choices=Why)
    said = models.CharField(max_length=300, blank=True)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)  # why it is open again

    objects = ClosedAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(lifted_at=None),
                name="outbox_address_closed_once",
            )
        ]

    def __str__(self):
        return self.address
