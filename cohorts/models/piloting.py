"""Pilot tests: planned with figures before and aimed at, measured, and judged (R-51)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.states import PilotDecision


class PilotTest(models.Model):
    """A test of the prototype in the pilot area: its plan, and in the end its verdict.

    Without a decision the test is under way.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="pilot_tests")
    version = models.ForeignKey(
        "cohorts.PrototypeVersion", models.PROTECT, null=True, blank=True, related_name="tests"
    )
    area_th = models.CharField(_("pilot area"), max_length=300)
    started_on = models.DateField(_("first day"))
    ended_on = models.DateField(_("last day"))
    hypothesis_th = models.TextField(_("what is expected"))
    method_th = models.TextField(_("method"))
    sample_size = models.PositiveIntegerField(_("people tested"))
    qualitative_th = models.TextField(_("what was seen and heard"), blank=True)
    decision = models.CharField(_("decision"), max_length=8, choices=PilotDecision, blank=True)
    verdict_th = models.TextField(_("why this decision"), blank=True)
    cost_baht = models.DecimalField(
        _("cost, baht"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    cost_source_th = models.CharField(_("who paid"), max_length=200, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__gte=models.F("started_on")),
                name="pilot_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            )
        ]

    def __str__(self):
        return self.area_th


class PilotMetric(models.Model):
    """One figure of a pilot test: before, aimed at, and reached as last measured."""

    test = models.ForeignKey(PilotTest, models.CASCADE, related_name="metrics")
    indicator_th = models.CharField(_("indicator"), max_length=200)
    unit_th = models.CharField(_("unit"), max_length=60)
    baseline = models.DecimalField(_("before"), max_digits=14, decimal_places=2)
    baseline_source_th = models.CharField(
        _("where the figure before comes from"), max_length=200, blank=True
    )
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2)
    result = models.DecimalField(
        _("result"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.indicator_th

    @property
    def is_met(self):
        """Reached, in the direction in which the target lies from the baseline."""
        if self.result is None:
            return False
        if self.target >= self.baseline:
            return self.result >= self.target
        return self.result <= self.target


def of_last_tests(metrics):
    """Of each indicator the figures of the last test that measured it; tests in their order."""
    measured = [one for one in metrics if one.result is not None]
    last = {one.indicator_th: one.test_id for one in measured}
    return [one for one in measured if last[one.indicator_th] == one.test_id]


class Measurement(models.Model):
    """A value that was measured on a day, with where it comes from.

    Nothing is overwritten: of two values of one day the later entry counts.
    """

    metric = models.ForeignKey(PilotMetric, models.CASCADE, related_name="measurements")
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    measured_on = models.DateField(_("measured on"))
    source_th = models.CharField(_("where the value comes from"), max_length=200)
    file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["measured_on", "pk"]

    def __str__(self):
        return f"{self.metric}, {self.measured_on}"
