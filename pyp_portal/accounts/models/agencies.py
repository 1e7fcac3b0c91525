"""Provinces, agencies as a tree, and who works for which."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.roles import AgencyType, Level, Sector


class Province(models.Model):
    """One of the 77 provinces; the key is its official two-digit code."""

    code = models.PositiveSmallIntegerField(primary_key=True)
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    region_th = models.CharField(max_length=40)
    sort_key = models.CharField(max_length=120, db_index=True)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self):
        return self.name_th


class AgencyQuerySet(models.QuerySet):
    """Questions about agencies."""

    def existing(self, day=None):
        """Agencies that exist on ``day`` (default today)."""
        day = day or clock.today()
        return self.filter(
            models.Q(valid_from=None) | models.Q(valid_from__lte=day),
            models.Q(valid_to=None) | models.Q(valid_to__gte=day),
        )


class Agency(models.Model):
    """A body that proposes, joins or lends people; it has a parent and may have a successor."""

    code = models.SlugField(max_length=20, unique=True)
    name_th = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    short_th = models.CharField(_("short name"), max_length=60, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)
    operating_scope = models.CharField(max_length=20, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    type = models.CharField(_("kind"), max_length=30, choices=AgencyType)
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    saraban_email = models.EmailField(_("official mailbox"), blank=True)
    is_fictional = models.BooleanField(default=False)
    sort_key = models.CharField(max_length=240, db_index=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="agency_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.name_th

    def get_absolute_url(self):
        return reverse("accounts:agency", args=[self.code])


class MembershipQuerySet(models.QuerySet):
    """Questions about who works for whom."""

    def active(self):
        """Approved and not ended."""
        return self.filter(approved_at__isnull=False, ended_at=None)

    def waiting(self):
        """Asked for and not yet approved or refused."""
        return self.filter(approved_at=None, ended_at=None)


class Membership(models.Model):
    """A person's right to act for an agency; one person may serve two."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships")
    can_edit = models.BooleanField(_("may write"), default=True)
    can_submit = models.BooleanField(_("may submit"), default=False)
    can_endorse = models.BooleanField(_("may endorse"), default=False)
    asked_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency"],
                condition=models.Q(ended_at=None),
                name="member_once_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.user} @ {self.agency}"
