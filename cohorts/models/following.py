"""After the presentation: rounds, five-minute reports, endings."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.states import REPORTING, Obstacle, Overall, RoundState
from cohorts.visibility import seen_by
from proposals.states import State
from pyp_portal import clock

OPENS_BEFORE = timedelta(days=30)


class RoundQuerySet(models.QuerySet):
    """Questions about follow-up rounds."""

    def visible_to(self, user):
        """Rounds of the teams this person may see."""
        return seen_by(user, self, "team__")

    def waiting(self):
        """Rounds whose report is still owed: neither submitted nor waived."""
        owed = models.Q(report=None) | models.Q(report__returned_at__isnull=False)
        states = [*REPORTING, State.PRESENTED]
        return self.filter(owed, waived_at=None, team__proposal__state__in=states)

    def for_list(self):
        return self.select_related(
            "report", "team__proposal__lead_agency", "team__responsible_agency"
        )


class FollowUpRound(models.Model):
    """A day on which the responsible agency reports, so many months after the presentation."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="rounds")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    waived_reason = models.TextField(_("reason"), blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["team", "months"], name="round_once")]
        indexes = [models.Index(fields=["due_on"])]

    def __str__(self):
        return f"{self.team_id}: {self.months}"

    def get_absolute_url(self):
        return reverse("cohorts:round", args=[self.uid])

    @property
    def filed(self):
        """The report of this round, or None."""
        return getattr(self, "report", None)

    @property
    def state(self):
        """Scheduled, open, submitted, returned, accepted, overdue or waived, by the dates."""
        if self.waived_at:
            return RoundState.WAIVED
        if self.filed:
            return self.filed.state
        today = clock.today()
        if today > self.due_on:
            return RoundState.OVERDUE
        return RoundState.OPEN if today >= self.opens_on else RoundState.SCHEDULED

    @property
    def opens_on(self):
        """From which day its report can be written."""
        return self.due_on - OPENS_BEFORE

    @property
    def is_settled(self):
        """The report has been received, or the round waived (guard ``final_round_done``)."""
        return self.state in {RoundState.SUBMITTED, RoundState.ACCEPTED, RoundState.WAIVED}


class FollowUpReport(models.Model):
    """What the responsible agency says in five minutes (section 6.8)."""

    round = models.OneToOneField(FollowUpRound, models.PROTECT, related_name="report")
    overall = models.CharField(_("how it goes"), max_length=8, choices=Overall)
    obstacles = models.JSONField(_("what stands in the way"), default=list, blank=True)
    obstacle_th = models.TextField(_("in a few words"), blank=True)
    help_needed_th = models.TextField(_("what help is needed"), blank=True)
    spending_baht = models.DecimalField(
        _("spent, baht"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    spending_source_th = models.CharField(_("from which source"), max_length=200, blank=True)
    story_th = models.CharField(_("the story of one person"), max_length=600, blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    return_note_th = models.TextField(_("what to mend"), blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["submitted_at"]

    def __str__(self):
        return f"report {self.round_id}"

    @property
    def light(self):
        """How it goes, with tone and icon."""
        return Overall(self.overall)

    @property
    def obstacles_in_words(self):
        """What was ticked of the obstacles, in words."""
        return ", ".join(str(Obstacle(one).label) for one in self.obstacles)

    @property
    def state(self):
        if self.accepted_at:
            return RoundState.ACCEPTED
        return RoundState.RETURNED if self.returned_at else RoundState.SUBMITTED


class ReportIndicator(models.Model):
    """One figure of a report, on the same scale as in the pilot test."""

    report = models.ForeignKey(FollowUpReport, models.CASCADE, related_name="indicators")
    indicator_th = models.CharField(max_length=200)
    unit_th = models.CharField(max_length=60)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    value = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.indicator_th


class Ending(models.Model):
    """What remains to be said when an issue is closed or discontinued (T30, T32)."""

    team = models.OneToOneField("cohorts.Team", models.PROTECT, related_name="ending")
    summary_th = models.TextField(_("closing summary"), blank=True)
    lesson_th = models.TextField(_("what was learned"), blank=True)
    is_public = models.BooleanField(_("the lesson may be published"), default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self):
        return f"ending of {self.team_id}"
