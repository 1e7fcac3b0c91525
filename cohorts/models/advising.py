"""Advice of tier 1, what became of it, and notes from the field."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.answers import AdviceOutcome
from cohorts.states import Phase


class MentoringSession(models.Model):
    """Advice that a tier 1 advisor gave to a team in a phase, and what was done with it (R-26)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="mentoring")
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentored")
    phase = models.CharField(
        _("phase of the lab"), max_length=12, choices=Phase, default=Phase.ORIENTATION
    )
    held_on = models.DateField(_("date"))
    advice_th = models.TextField(_("advice"))
    follow_up_th = models.TextField(_("what follows from it"), blank=True)
    outcome = models.CharField(
        _("what became of it"), max_length=12, choices=AdviceOutcome, blank=True
    )
    done_th = models.TextField(_("what was done"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self):
        return f"{self.advisor}, {self.held_on}"

    @property
    def outcome_enum(self):
        return AdviceOutcome(self.outcome)

    @property
    def phase_enum(self):
        return Phase(self.phase)


class FieldNote(models.Model):
    """What somebody of the team saw or did on a day, for the diary."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="field_notes")
    noted_on = models.DateField(_("date"))
    place_th = models.CharField(_("place"), max_length=200, blank=True)
    text_th = models.TextField(_("what was seen or done"))
    file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["noted_on", "pk"]

    def __str__(self):
        return f"{self.team}, {self.noted_on}"
