"""Rows of the form that other rooms ask about: partners, areas, policies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.roles import Level, Sector


class Partner(models.Model):
    """An agency or body that joins the work (F35); a name without a record is allowed."""

    class Status(models.TextChoices):
        AGREED = "AGREED", _("Agreed")
        DISCUSSING = "DISCUSSING", _("In discussion")
        TO_INVITE = "TO_INVITE", _("Will be invited")

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="partners")
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="partnerships"
    )
    name_th = models.CharField(_("name"), max_length=200)
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    role_th = models.CharField(_("role"), max_length=300)
    status = models.CharField(_("status"), max_length=12, choices=Status)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name_th


class TargetArea(models.Model):
    """A place where the work happens (F17); one of them may be the pilot area (F18)."""

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="target_areas")
    province = models.ForeignKey("accounts.Province", models.PROTECT, related_name="target_areas")
    district_th = models.CharField(_("district"), max_length=80, blank=True)
    subdistrict_th = models.CharField(_("subdistrict"), max_length=80, blank=True)
    is_pilot = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        province = self.province.name_th if self.province else ""
        return " ".join(filter(None, [self.subdistrict_th, self.district_th, province]))


class PolicyLink(models.Model):
    """A policy that a proposal answers (F27 to F31)."""

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="policy_links")
    item = models.ForeignKey("proposals.PolicyItem", models.PROTECT, related_name="links")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "item"], name="policy_named_once")
        ]

    def __str__(self):
        return str(self.item)
