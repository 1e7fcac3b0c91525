"""What the office knows better than the calendar: a special holiday, or a day that is worked."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OffDayQuerySet(models.QuerySet):
    """Questions about such days."""

    def standing(self):
        """Those that count: nobody has taken them back."""
        return self.filter(removed_at=None)

    def of_year(self, year):
        """Those of a year of the common era, also those taken back, by day."""
        found = self.filter(day__year=year).select_related("entered_by", "removed_by")
        return found.order_by("day", "pk")


class OffDay(models.Model):
    """A day entered by the office, with where it was announced; taken back, it stays readable."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    day = models.DateField(_("day"))
    is_worked = models.BooleanField(_("offices work"), default=False)
    name_th = models.CharField(_("name of the day"), max_length=200)
    source = models.CharField(_("announced by"), max_length=300)
    moved = models.JSONField(default=list, editable=False)  # deadlines put off because of it
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_because = models.CharField(max_length=300, blank=True)

    objects = OffDayQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=Q(removed_at=None), name="offday_entered_once"
            )
        ]

    def __str__(self):
        return self.name_th

    @property
    def put_off(self):
        """The deadlines that were put off because of it, with their days as dates."""
        for one in self.moved:
            days = {name: date.fromisoformat(one[name]) for name in ("before", "after")}
            yield one | days
