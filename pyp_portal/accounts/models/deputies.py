"""Who stands in for an officer, from a day to a day."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pyp_portal import clock


class DeputyQuerySet(models.QuerySet):
    """Questions about who stands in for whom."""

    def on(self, day=None):
        """Those that hold on a day (default today)."""
        day = day or clock.today()
        return self.filter(begins__lte=day, ends__gte=day, ended_at=None)

    def coming(self):
        """Those that hold today or later."""
        return self.filter(ends__gte=clock.today(), ended_at=None)

    def for_list(self):
        """With the people that a line shows."""
        return self.select_related("officer", "deputy", "set_by")


class Deputy(models.Model):
    """A colleague who sees and does an officer's cases as if they were their own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="stands_in_for"
    )
    begins = models.DateField()
    ends = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeputyQuerySet.as_manager()

    class Meta:
        ordering = ["begins", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="deputy_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(officer=F("deputy")), name="nobody_is_their_own_deputy"
            ),
        ]
        indexes = [models.Index(fields=["deputy", "ends"], name="deputy_of_today")]

    def __str__(self):
        return f"{self.deputy} for {self.officer}"

    @property
    def is_today(self):
        return self.begins <= clock.today() <= self.ends
