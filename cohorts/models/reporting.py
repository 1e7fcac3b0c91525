"""The report to the Prime Minister: figures frozen on a day, and the words around them."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.presenting_states import ChairOffice, ReportState


class ReportQuerySet(models.QuerySet):
    """Questions about reports."""

    def for_list(self):
        """Without what a list does not show: figures and words are long."""
        return self.defer("figures", "words", "drafted").select_related("cohort__call", "signed_by")


class MinisterReport(models.Model):
    """The figures of a cohort on one day, frozen, so that a printed report can be made again.

    Draft, reviewed, signed, sent, archived: each follows from a date (section 6.9).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey("cohorts.Cohort", models.PROTECT, related_name="minister_reports")
    as_of = models.DateField(_("figures as of"))
    figures = models.JSONField()
    sha256 = models.CharField(max_length=64, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="following"
    )
    words = models.JSONField(default=dict, blank=True)
    drafted = models.JSONField(default=dict, blank=True)  # the words as the portal proposed them
    chair_office = models.CharField(
        _("to whom"), max_length=20, choices=ChairOffice, default=ChairOffice.PRIME_MINISTER
    )
    delegation_ref = models.CharField(_("letter of delegation"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    sent_ref = models.CharField(_("number of the letter"), max_length=80, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    answer_th = models.TextField(_("what was answered"), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "as_of"], name="one_snapshot_a_day")
        ]

    def __str__(self):
        return f"{self.cohort} {self.as_of}"

    def get_absolute_url(self):
        return reverse("cohorts:report_page", args=[self.cohort.call.fiscal_year, self.uid])

    @property
    def state(self):
        """How far the report is, by its dates."""
        if self.archived_at:
            return ReportState.ARCHIVED
        if self.sent_on:
            return ReportState.SENT
        if self.signed_at:
            return ReportState.SIGNED
        return ReportState.REVIEWED if self.reviewed_at else ReportState.DRAFT

    @property
    def is_draft(self):
        return self.state == ReportState.DRAFT
