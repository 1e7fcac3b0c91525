"""The cohort of a call, and its tiers: the settings of the lab and of what comes after it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.sharing import Sharing
from cohorts.states import TierKey
from proposals.stamps import digest


def follow_up_offsets():
    """Follow-up rounds in months after the presentation, unless the cohort says otherwise."""
    return [6, 12, 18]


class Cohort(models.Model):
    """The people and the settings of one year, one-to-one with its call (section 6.1)."""

    call = models.OneToOneField("proposals.Call", models.PROTECT, related_name="cohort")
    lab_starts_on = models.DateField(_("lab begins"))
    lab_ends_on = models.DateField(_("lab ends"))
    presentation_from = models.DateField(_("presentations from"), null=True, blank=True)
    presentation_to = models.DateField(_("presentations until"), null=True, blank=True)
    follow_up_starts_on = models.DateField(_("follow-up begins"), null=True, blank=True)
    follow_up_months = models.JSONField(_("follow-up rounds, months"), default=follow_up_offsets)
    report_every_months = models.PositiveSmallIntegerField(
        _("months between reports to the minister"), default=6
    )
    min_scaled_sites = models.PositiveSmallIntegerField(_("sites that count as scaled"), default=1)
    adoption_days = models.PositiveSmallIntegerField(
        _("working days to answer a request to take a model up"), default=15
    )
    obstacle_days = models.PositiveSmallIntegerField(
        _("working days to answer an obstacle"), default=10
    )
    attendance_pct = models.PositiveSmallIntegerField(_("attendance required, %"), default=80)
    training_hours = models.PositiveSmallIntegerField(_("training hours"), default=60)
    allow_non_state_tier3 = models.BooleanField(
        _("tier 3 may come from outside the state"), default=False
    )
    # Tiers: how far a participant may open a contact of theirs in the roster.
    widest_sharing = models.CharField(
        _("participants may show contacts to"),
        max_length=8,
        choices=Sharing,
        default=Sharing.COHORT,
    )
    opened_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-call__fiscal_year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lab_ends_on__gte=models.F("lab_starts_on")),
                name="lab_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return str(self.call)

    def get_absolute_url(self):
        return reverse("cohorts:cohort", args=[self.call.fiscal_year])

    @property
    def calendar_url(self):
        return reverse("cohorts:calendar", args=[self.call.fiscal_year])

    @property
    def token(self):
        """What a page shows of the settings, for noticing that they have changed meanwhile."""
        columns = sorted(column.attname for column in self._meta.concrete_fields)
        return digest([str(getattr(self, name)) for name in columns])

    def is_lab_open(self, day):
        """Guard ``phase_open(lab)``, soft: the window of the lab."""
        return self.lab_starts_on <= day <= self.lab_ends_on


class Tier(models.Model):
    """One tier of a cohort: its number on screen and the other numbers papers give it (C-01)."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="tiers")
    key = models.CharField(max_length=20, choices=TierKey)
    display_no = models.CharField(max_length=4)
    aliases = models.JSONField(default=list, blank=True)
    name_th = models.CharField(max_length=60)
    role_th = models.CharField(max_length=120)
    note_th = models.CharField(max_length=200, blank=True)
    # Per team: fewer than ``seats`` only warns, more than ``most`` are not asked for.
    seats = models.PositiveSmallIntegerField(_("seats wanted in a team"), default=1)
    most = models.PositiveSmallIntegerField(_("seats at most in a team"), null=True, blank=True)

    class Meta:
        ordering = ["display_no"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "key"], name="tier_once_per_cohort"),
            models.UniqueConstraint(
                fields=["cohort", "display_no"], name="tier_number_once_per_cohort"
            ),
            models.CheckConstraint(
                condition=models.Q(most=None) | models.Q(most__gte=models.F("seats")),
                name="tier_quota_holds_the_seats_wanted",
            ),
        ]

    def __str__(self):
        return self.name_th
