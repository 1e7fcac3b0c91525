"""An erasure to which two people agreed: how far it is, and where the name may still stand."""

import uuid

from django.db import models
from django.urls import reverse

from pyp_portal.accounts.models import Approval


class ErasureQuerySet(models.QuerySet):
    """Questions about erasures."""

    def running(self):
        return self.filter(done_at=None)


class Erasure(models.Model):
    """The account is closed as it begins; a worker then takes the name out, piece by piece.

    ``done`` of ``total`` entries of the log are without the name. ``trouble`` says why it could
    not be ended; it is tried again until it can.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.OneToOneField("privacy.RightsRequest", models.PROTECT, related_name="erasure")
    approval = models.OneToOneField(Approval, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.begun_at:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("privacy:erase", args=[self.request.uid])
