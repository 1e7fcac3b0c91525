"""Who works for which agency, and with which rights."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.models.agencies import Agency


class MembershipQuerySet(models.QuerySet):
    """Questions about who works for whom."""

    def active(self):
        """Approved and not ended."""
        return self.filter(approved_at__isnull=False, ended_at=None)

    def waiting(self):
        """Asked for and not yet approved or refused."""
        return self.filter(approved_at=None, ended_at=None)

    def to_decide(self, user):
        """Requests this person may decide on, of people whose e-mail is confirmed."""
        waiting = self.waiting().filter(
            pk__in=self.waiting().filter(user__emailaddress__verified=True).values("pk")
        )
        if user.is_sto_staff:
            return waiting
        return waiting.filter(agency__in=user.led_agency_ids).exclude(user=user)

    def open(self):
        """Asked for or approved, and not ended."""
        return self.filter(ended_at=None)

    def visible_to(self, user):
        """The twin of ``permissions.can_view_membership``: a test holds them together."""
        if user.is_office:
            return self
        of_mine = models.Q(agency__in=user.led_agency_ids, ended_at=None)
        return self.filter(models.Q(user=user) | of_mine)

    def for_list(self):
        """With the person and the agency that a line shows."""
        return self.select_related("user", "agency")


class Membership(models.Model):
    """A person's right to act for an agency; one person may serve two."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="memberships", verbose_name=_("agency")
    )
    can_edit = models.BooleanField(_("may write"), default=True)
    can_submit = models.BooleanField(_("may submit"), default=False)
    can_endorse = models.BooleanField(_("may endorse"), default=False)
    note = models.CharField(_("word to the office"), max_length=300, blank=True)
    asked_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency"],
                condition=models.Q(ended_at=None),
                name="member_once_at_a_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(approved_at=None, ended_at=None),
                name="membership_waiting",
            )
        ]

    def __str__(self):
        return f"{self.user} @ {self.agency}"

    @property
    def is_waiting(self):
        return self.approved_at is None and self.ended_at is None

    @property
    def is_active(self):
        return self.approved_at is not None and self.ended_at is None

    @property
    def rights(self):
        """The words for what this person may do for the agency."""
        held = ((self.can_edit, "can_edit"), (self.can_submit, "can_submit"))
        named = [name for has, name in (*held, (self.can_endorse, "can_endorse")) if has]
        return [self._meta.get_field(name).verbose_name for name in named]
