"""Seats of a tier where one team needs more or fewer than the cohort gives all."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SeatQuota(models.Model):
    """How many seats of a tier this team has, and why it differs from the others."""

    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="quotas")
    tier = models.ForeignKey("cohorts.Tier", models.CASCADE, related_name="quotas")
    seats = models.PositiveSmallIntegerField(_("seats wanted in a team"))
    most = models.PositiveSmallIntegerField(_("seats at most in a team"), null=True, blank=True)
    reason_th = models.TextField(_("reason"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["tier__display_no"]
        constraints = [
            models.UniqueConstraint(fields=["team", "tier"], name="quota_once_per_team_and_tier"),
            models.CheckConstraint(
                condition=models.Q(most=None) | models.Q(most__gte=models.F("seats")),
                name="team_quota_holds_the_seats_wanted",
            ),
        ]

    def __str__(self):
        return f"{self.tier}: {self.seats}"
