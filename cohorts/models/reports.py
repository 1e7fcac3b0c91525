"""Around the five-minute report: who writes it, what is typed so far, its pictures and sites."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.spread_states import SiteStatus


class ContactQuerySet(models.QuerySet):
    """Questions about who writes the reports."""

    def standing(self):
        """Those that nobody has followed yet."""
        return self.filter(ended_at=None)


class ReportContact(models.Model):
    """The person who writes the reports of an issue; whoever comes after is a further row."""

    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="report_contacts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reports_for")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason_th = models.TextField(_("reason"), blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-named_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=models.Q(ended_at=None), name="one_contact_at_a_time"
            )
        ]

    def __str__(self):
        return str(self.person)


class ReportDraft(models.Model):
    """What has been typed into the report of a round, as it was typed, until it is sent.

    ``answers`` and ``stamps`` are by the names of the fields; ``figures`` tells for which
    indicators the numbers were typed.
    """

    round = models.OneToOneField("cohorts.FollowUpRound", models.CASCADE, related_name="draft")
    answers = models.JSONField(default=dict)
    stamps = models.JSONField(default=dict)
    figures = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self):
        return f"draft {self.round_id}"


class ReportSite(models.Model):
    """How far another area was when a report was sent."""

    report = models.ForeignKey("cohorts.FollowUpReport", models.CASCADE, related_name="sites")
    site = models.ForeignKey("cohorts.ScaleOutSite", models.PROTECT, related_name="reported")
    status = models.CharField(_("status"), max_length=14, choices=SiteStatus)
    population = models.PositiveIntegerField(_("people reached"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "site"], name="site_once_in_a_report")
        ]

    def __str__(self):
        return f"{self.site_id}: {self.status}"
