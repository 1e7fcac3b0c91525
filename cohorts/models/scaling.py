"""Scale-out: the plan, and the other areas that take up the model."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.states import ScaleMode, SiteStatus


class ScaleOutPlan(models.Model):
    """What must stay the same elsewhere, what may change, what it costs (section 6.7)."""

    team = models.OneToOneField("cohorts.Team", models.CASCADE, related_name="scale_plan")
    core_th = models.TextField(_("what must stay the same"))
    adaptable_th = models.TextField(_("what may be adapted"))
    conditions_th = models.TextField(_("what it needs to work"))
    cost_per_site = models.DecimalField(
        _("cost per site, baht"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    national_owner = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("national owner"),
    )
    steps_th = models.TextField(_("steps"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"scale-out plan of {self.team_id}"


class ScaleOutSite(models.Model):
    """Another area that takes up the model, and how far it is."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="sites")
    province = models.ForeignKey(
        "accounts.Province", models.PROTECT, verbose_name=_("province"), related_name="sites"
    )
    district_th = models.CharField(_("district"), max_length=80, blank=True)
    agency_th = models.CharField(_("adopting agency"), max_length=200)
    mode = models.CharField(_("direction"), max_length=12, choices=ScaleMode)
    status = models.CharField(
        _("status"), max_length=14, choices=SiteStatus, default=SiteStatus.INTERESTED
    )
    started_on = models.DateField(_("started"), null=True, blank=True)
    population = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    indicator_th = models.CharField(_("indicator"), max_length=300, blank=True)
    evidence_th = models.CharField(_("evidence"), max_length=300, blank=True)
    note_th = models.TextField(_("note"), blank=True)
    updated_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.agency_th} ({self.province})"
