"""The register of breaches of personal data, each with its seventy-two hours (section 37(4))."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock

HOURS = timedelta(hours=72)


class Risk(models.TextChoices):
    """How much people may suffer by it; this decides who has to be told."""

    NONE = "none", _("No risk to people")
    RISK = "risk", _("A risk: the Committee must be told")
    HIGH = "high", _("A high risk: the people concerned must be told too")


class BreachQuerySet(models.QuerySet):
    """Questions about breaches."""

    def to_report(self):
        """Those of which the Personal Data Protection Committee has yet to be told."""
        return self.filter(reported_at=None, closed_at=None).exclude(risk=Risk.NONE)

    def for_list(self):
        return self.select_related("entered_by", "closed_by")


class Breach(models.Model):
    """One breach: what is known of it, and who was told when; nothing of it is taken back."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    found_at = models.DateTimeField(db_index=True)
    happened = models.TextField(_("what happened"))
    data_concerned = models.TextField(_("which data of whom"))
    people = models.PositiveIntegerField(_("how many people, as far as known"), default=0)
    risk = models.CharField(_("risk"), max_length=5, choices=Risk)
    measures = models.TextField(_("what was done against it"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    reported_how = models.TextField(blank=True)
    people_told_at = models.DateTimeField(null=True)
    people_told_how = models.TextField(blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    closed_with = models.TextField(blank=True)

    objects = BreachQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(risk=Risk.NONE) | Q(reported_at__isnull=False),
                name="breach_reported_before_closed",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(risk=Risk.HIGH) | Q(people_told_at__isnull=False),
                name="breach_people_told_before_closed",
            ),
        ]

    def __str__(self):
        return self.happened[:80]

    def get_absolute_url(self):
        return reverse("privacy:breach", args=[self.uid])

    @property
    def due_at(self):
        """The end of the seventy-two hours."""
        return self.found_at + HOURS

    @property
    def must_report(self):
        return self.risk != Risk.NONE and not (self.reported_at or self.closed_at)

    @property
    def must_tell_people(self):
        return self.risk == Risk.HIGH and not (self.people_told_at or self.closed_at)

    @property
    def may_close(self):
        return not (self.closed_at or self.must_report or self.must_tell_people)

    @property
    def hours_left(self):
        """Whole hours until it must be reported; none below zero."""
        return max(0, int((self.due_at - clock.now()).total_seconds() // 3600))

    @property
    def badge(self):
        """Tone, icon and words of its state."""
        if self.closed_at:
            return "still", "check", _("Breach closed")
        if self.must_report and clock.now() > self.due_at:
            return "stop", "clock", _("Overdue")
        if self.must_report:
            return "wait", "clock", _("To be reported")
        return "work", "half", _("Being worked on")
