"""Scale-out: the plan, and the other areas that take up the model."""

import uuid
from collections import defaultdict

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.spread_states import JOINED, WORKING_SITES, ScaleMode, SiteStatus
from cohorts.visibility import seen_by
from pyp_portal.accounts.models import Province


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
    handbook = models.ForeignKey(
        "uploads.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handbook"),
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"scale-out plan of {self.team_id}"


class PlanPhase(models.Model):
    """One phase of the plan: how long it takes, and what stands at its end."""

    plan = models.ForeignKey(ScaleOutPlan, models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField()
    name_th = models.CharField(_("phase"), max_length=200)
    months = models.PositiveSmallIntegerField(_("months"))
    result_th = models.CharField(_("what stands at its end"), max_length=300)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="plan_phase_numbered_once")
        ]

    def __str__(self):
        return self.name_th


class SiteQuerySet(models.QuerySet):
    """Questions about sites."""

    def visible_to(self, user):
        """Those of the teams this person may see, and those of their own agencies.

        The twin of ``permissions.can_view_site``: a test holds them together.
        """
        own = user.agency_ids if user.is_authenticated else ()
        return seen_by(user, self, "team__", also=Q(agency__in=own))

    def for_list(self):
        return self.select_related("province", "team__proposal", "copied_from")

    def public(self):
        """What everybody may see: the areas that have said yes."""
        return self.filter(status__in=JOINED)

    def standing(self):
        """What the office counts: all but those that were dropped (section 6.7)."""
        return self.exclude(status=SiteStatus.DROPPED)

    def tally(self):
        """{(province, status): how many}, in two statements however many there are."""
        rows = list(self._counted("province", "status"))
        known = Province.objects.in_bulk({province for province, *_rest in rows})
        return {(known[province], SiteStatus(status)): n for province, status, n in rows}

    def tally_by_team(self):
        """{team: {(province, status): how many}} by their keys."""
        found = defaultdict(dict)
        for team, province, status, n in self._counted("team", "province", "status"):
            found[team][province, SiteStatus(status)] = n
        return found

    def _counted(self, *fields):
        return self.order_by().values_list(*fields).annotate(n=Count("pk"))


class ScaleOutSite(models.Model):
    """Another area that takes up the model, and how far it is."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="sites")
    province = models.ForeignKey(
        "accounts.Province", models.PROTECT, verbose_name=_("province"), related_name="sites"
    )
    district_th = models.CharField(_("district"), max_length=80, blank=True)
    local_th = models.CharField(_("subdistrict or local authority"), max_length=120, blank=True)
    agency_th = models.CharField(_("adopting agency"), max_length=200)
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="adopted_sites"
    )
    copied_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("copied from"),
    )
    mode = models.CharField(_("direction"), max_length=12, choices=ScaleMode)
    status = models.CharField(
        _("status"), max_length=14, choices=SiteStatus, default=SiteStatus.INTERESTED
    )
    owner_th = models.CharField(_("who answers for it there"), max_length=200, blank=True)
    started_on = models.DateField(_("started"), null=True, blank=True)
    population = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    indicator_th = models.CharField(_("indicator"), max_length=300, blank=True)
    evidence_th = models.CharField(_("evidence"), max_length=300, blank=True)
    note_th = models.TextField(_("note"), blank=True)
    updated_on = models.DateField()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["team", "status"], name="site_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(copied_from=None) | ~Q(copied_from=models.F("pk")),
                name="site_is_not_copied_from_itself",
                violation_error_message=_("A site cannot be copied from itself."),
            )
        ]

    def __str__(self):
        return f"{self.agency_th} ({self.province})"

    def get_absolute_url(self):
        return reverse("cohorts:site_page", args=[self.uid])

    @property
    def status_enum(self):
        return SiteStatus(self.status)

    @property
    def is_working(self):
        return self.status in WORKING_SITES

    @property
    def is_standing(self):
        return self.status != SiteStatus.DROPPED

    @property
    def area_th(self):
        """Where it is, from the smallest area to the province."""
        return " ".join(part for part in (self.local_th, self.district_th) if part)


class SiteReport(models.Model):
    """What an adopting area reports: the same indicators as the model, and what it changed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(ScaleOutSite, models.CASCADE, related_name="reports")
    as_of = models.DateField(_("figures as of"))
    population = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    changed_th = models.TextField(_("what was done differently here"), blank=True)
    evidence_th = models.CharField(_("evidence"), max_length=300, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["as_of", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["site", "as_of"], name="one_site_report_a_day")
        ]

    def __str__(self):
        return f"{self.site_id}: {self.as_of}"


class SiteFigure(models.Model):
    """One indicator of the model as one area has reached it."""

    report = models.ForeignKey(SiteReport, models.CASCADE, related_name="figures")
    indicator_th = models.CharField(max_length=200)
    unit_th = models.CharField(max_length=60)
    baseline = models.DecimalField(max_digits=14, decimal_places=2)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    value = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.indicator_th
