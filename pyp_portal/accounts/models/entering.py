"""Agencies that people ask to have entered, because the register does not know them yet."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models.agencies import Agency, Province
from pyp_portal.accounts.roles import AgencyType


class AgencyRequestQuerySet(models.QuerySet):
    """Questions about what was asked for."""

    def waiting(self):
        """Neither entered nor refused."""
        return self.filter(decided_at=None)

    def to_decide(self):
        """Those of people whose e-mail is confirmed: nobody else reaches the office."""
        return self.waiting().filter(
            asked_by__in=self.waiting()
            .filter(asked_by__emailaddress__verified=True)
            .values("asked_by")
        )

    def visible_to(self, user):
        """The twin of ``permissions.can_view_agency_request``: a test holds them together."""
        return self if user.is_office else self.filter(asked_by=user)

    def for_list(self):
        """With the person and the province that a line shows."""
        return self.select_related("asked_by", "province", "agency", "decided_by")


class AgencyRequest(models.Model):
    """A person works for an agency that is not in the register, and asks to have it entered."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="agency_requests"
    )
    name_th = models.CharField(_("name"), max_length=200)
    type = models.CharField(_("kind"), max_length=30, choices=AgencyType)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, verbose_name=_("province")
    )
    can_edit = models.BooleanField(default=True)
    can_submit = models.BooleanField(default=False)
    can_endorse = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AgencyRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by"], condition=Q(decided_at=None), name="one_new_agency_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, agency=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="agency_request_decided_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"], condition=Q(decided_at=None), name="agency_request_waiting"
            )
        ]

    def __str__(self):
        return self.name_th

    def get_absolute_url(self):
        return reverse("accounts:agency_request", args=[self.uid])

    @property
    def is_waiting(self):
        return self.decided_at is None
