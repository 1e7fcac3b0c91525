"""The switch of the last evening, and the banners that stand on every page."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock


class Switch(models.Model):
    """The one row that says whether search, dashboards, papers and exports rest."""

    is_on = models.BooleanField(default=False)
    turned_at = models.DateTimeField(null=True)
    turned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_evening_switch")
        ]

    def __str__(self):
        return "on" if self.is_on else "off"


class Severity(models.TextChoices):
    """How loud a banner is."""

    NEWS = "news", _("For information")
    CARE = "care", _("Take note")
    TROUBLE = "trouble", _("Trouble")

    @property
    def tone(self):
        return {"news": "work", "care": "wait", "trouble": "stop"}[self]

    @property
    def icon(self):
        return "info" if self == Severity.NEWS else "alert"


class BannerQuerySet(models.QuerySet):
    """Questions about banners."""

    def to_come(self):
        """Those that stand now, or will."""
        return self.filter(ends_at__gt=clock.now())


class Banner(models.Model):
    """A sentence on every page, from a moment to a moment."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text_th = models.CharField(_("text in Thai"), max_length=400)
    text_en = models.CharField(_("text in English"), max_length=400)
    severity = models.CharField(
        _("how urgent"), max_length=7, choices=Severity, default=Severity.NEWS
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    version = models.PositiveIntegerField(default=1)

    objects = BannerQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="banner_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return self.text_en if get_language() == "en" else self.text_th

    def get_absolute_url(self):
        return reverse("evening:banner", args=[self.uid])

    @property
    def level(self):
        """The severity with its colour and icon."""
        return Severity(self.severity)

    @property
    def stands(self):
        """True from its first moment until its last."""
        return self.starts_at <= clock.now() < self.ends_at

    @property
    def is_over(self):
        return self.ends_at <= clock.now()
