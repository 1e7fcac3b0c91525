"""What concerns the end of a call: who tried in vain, and who was given more time."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class FailedAttempt(models.Model):
    """One try to submit that did not succeed: evidence for whether more time is fair."""

    class Code(models.TextChoices):
        EARLY = "early", _("Before the call opened")
        LATE = "late", _("After the end")
        INCOMPLETE = "incomplete", _("Something was missing")
        CHANGED = "changed", _("Somebody had changed it meanwhile")
        NO_RIGHT = "no_right", _("Without the right to submit")
        ERROR = "error", _("Error of the system")
        OTHER = "other", _("Another reason")

    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="failed_attempts"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()
    code = models.CharField(max_length=12, choices=Code)
    sentence = models.TextField(blank=True)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["proposal", "code"])]

    def __str__(self):
        return f"{self.proposal_id}: {self.code}"


class ExtensionQuerySet(models.QuerySet):
    """Questions about more time."""

    def given(self):
        """Confirmed by a second person."""
        return self.exclude(confirmed_at=None)

    def for_agency(self, agency):
        """Those by which this agency may also begin a draft."""
        everybody = models.Q(mode=Extension.Mode.ALL)
        named = models.Q(mode=Extension.Mode.AGENCIES, agencies=agency)
        return self.filter(everybody | named).distinct()


class Extension(models.Model):
    """More time after the end of a call: to whom, until when, why (guard ``call_open``).

    It takes effect when a second person has confirmed it (S40). ``proposals`` are those that
    the preview showed to both.
    """

    class Mode(models.TextChoices):
        ALL = "all", _("Everybody")
        AGENCIES = "agencies", _("Certain agencies")
        DRAFTS = "drafts", _("Drafts that are nearly complete")
        ATTEMPTS = "attempts", _("Those whose attempts failed")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey("proposals.Call", models.PROTECT, related_name="extensions")
    mode = models.CharField(_("to whom"), max_length=10, choices=Mode)
    agencies = models.ManyToManyField("accounts.Agency", related_name="+", blank=True)
    percent = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    proposals = models.ManyToManyField("proposals.Proposal", related_name="extensions", blank=True)
    ends_at = models.DateTimeField()
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="extension_has_a_reason")
        ]

    def __str__(self):
        return f"{self.call_id}: {self.mode}"

    def get_absolute_url(self):
        return reverse("proposals:extensions", args=[self.call.fiscal_year])
