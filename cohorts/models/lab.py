"""The lab: phases with their gates, and what each phase hands in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.states import THROUGH, DeliverableCode, GateState, Phase


class TeamPhase(models.Model):
    """One of the seven phases of a team and its gate (section 6.4)."""

    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="phases")
    phase = models.CharField(max_length=12, choices=Phase)
    order = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, choices=GateState, default=GateState.NOT_STARTED)
    planned_start = models.DateField()
    planned_end = models.DateField()
    started_at = models.DateTimeField(null=True, blank=True)
    requested_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_count = models.PositiveSmallIntegerField(default=0)
    note_th = models.TextField(_("reason"), blank=True)
    methods = models.JSONField(_("tools used"), default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["team", "phase"], name="phase_once_per_team")
        ]

    def __str__(self):
        return self.get_phase_display()

    @property
    def phase_enum(self):
        return Phase(self.phase)

    @property
    def state_enum(self):
        return GateState(self.state)

    @property
    def is_through(self):
        return self.state in THROUGH


class Deliverable(models.Model):
    """One piece of work the team hands in, L0 to L6; the coordinator approves it."""

    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="deliverables")
    code = models.CharField(max_length=2, choices=DeliverableCode)
    due_on = models.DateField(_("due"))
    version = models.PositiveSmallIntegerField(default=0)
    summary_th = models.TextField(_("summary"), blank=True)
    file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    comment_th = models.TextField(_("comment"), blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["team", "code"], name="deliverable_once_per_team")
        ]

    def __str__(self):
        return f"{self.code} {self.get_code_display()}"

    @property
    def takes_version(self):
        """Until it is approved, and again once its phase was sent back to the team."""
        if self.approved_at is None:
            return True
        return self.team.phase(Phase.of_code(self.code)).state == GateState.SENT_BACK

    @property
    def is_waiting(self):
        """Handed in, and neither approved nor returned."""
        return bool(self.submitted_at) and not (self.approved_at or self.returned_at)
