"""What the first phases of the lab find: field visits, figures at the start, policy options."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

SCALE = (MinValueValidator(1), MaxValueValidator(5))


class FieldVisit(models.Model):
    """The team was in the area and spoke with people; how many, nobody by name (L1)."""

    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="visits")
    held_on = models.DateField(_("date"))
    place_th = models.CharField(_("place"), max_length=200)
    informants = models.PositiveSmallIntegerField(_("people spoken with"))
    seen_th = models.TextField(_("what was seen and heard"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self):
        return self.place_th


class Baseline(models.Model):
    """A figure as it stands before anything is tried, with its unit and source (L2)."""

    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="baselines")
    indicator_th = models.CharField(_("indicator"), max_length=200)
    unit_th = models.CharField(_("unit"), max_length=60)
    value = models.DecimalField(_("figure at the start"), max_digits=14, decimal_places=2)
    measured_on = models.DateField(_("measured on"))
    source_th = models.CharField(_("source"), max_length=300)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "indicator_th"],
                name="baseline_once_per_indicator",
                violation_error_message=_("This indicator has its figure already."),
            )
        ]

    def __str__(self):
        return self.indicator_th


class PolicyOption(models.Model):
    """One way to answer the question, with impact against effort; one of them is chosen (L3)."""

    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="options")
    name_th = models.CharField(_("option"), max_length=200)
    description_th = models.TextField(_("what it is"), blank=True)
    impact = models.PositiveSmallIntegerField(_("impact, 1 to 5"), validators=SCALE)
    effort = models.PositiveSmallIntegerField(_("effort, 1 to 5"), validators=SCALE)
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_th = models.TextField(_("why this one"), blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(chosen_at__isnull=False),
                name="one_option_chosen",
            ),
            models.CheckConstraint(
                condition=models.Q(impact__range=(1, 5), effort__range=(1, 5)),
                name="option_within_its_scale",
            ),
        ]

    def __str__(self):
        return self.name_th
