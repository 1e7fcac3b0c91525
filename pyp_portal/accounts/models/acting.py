"""An administrator who looks at the portal with another person's eyes, for a while."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pyp_portal import clock

LASTS = timedelta(minutes=30)  # from the moment it begins
KEEPS = timedelta(hours=2)  # within which it has to begin once it may


class ActingQuerySet(models.QuerySet):
    """Questions about who looks with whose eyes."""

    def waiting(self):
        """Those that need a second person, who has not decided yet."""
        return self.filter(may_begin_at=None, ended_at=None)

    def running_of(self, admin):
        """Those that run now."""
        return self.filter(admin=admin, ended_at=None, ends_at__gt=clock.now())

    def for_list(self):
        """With both names and what was looked at."""
        return self.select_related("admin", "person", "second").prefetch_related("looks")


class Acting(models.Model):
    """One person looks as another, for a reason, for half an hour; it changes nothing."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    admin = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    may_begin_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ActingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(admin=F("person")), name="acting_as_another"),
            models.CheckConstraint(condition=~Q(second=F("admin")), name="acting_second_person"),
            models.CheckConstraint(condition=~Q(reason=""), name="acting_has_a_reason"),
            models.UniqueConstraint(
                fields=["admin"], condition=Q(ended_at=None), name="acting_one_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.admin} as {self.person}"

    @property
    def is_running(self):
        """True between its beginning and its end."""
        return bool(self.ends_at) and self.ended_at is None and clock.now() < self.ends_at

    @property
    def may_begin(self):
        """True from the moment it may, for two hours."""
        if self.began_at or self.ended_at or not self.may_begin_at:
            return False
        return clock.now() < self.may_begin_at + KEEPS

    @property
    def is_waiting(self):
        return self.may_begin_at is None and self.ended_at is None


class Look(models.Model):
    """A page that was opened, or an act that was refused, while somebody looked as another."""

    acting = models.ForeignKey(Acting, models.PROTECT, related_name="looks")
    at = models.DateTimeField()
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=300)
    status = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.method} {self.path}: {self.status}"
