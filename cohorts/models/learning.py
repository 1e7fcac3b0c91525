"""What people say of the training and of themselves, and the certificates they get."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models.workshops import ONE_OF_BOTH
from cohorts.training import Award, Moment


class Evaluation(models.Model):
    """What one person thought of a session; by whom is kept nowhere.

    The key is drawn by lot and there is no time: no order tells who wrote it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        "cohorts.WorkshopSession", models.PROTECT, related_name="evaluations"
    )
    scores = models.JSONField()
    text_th = models.TextField(_("what could be better"), blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.session)


class EvaluationGiven(models.Model):
    """A person has answered the evaluation of a session: that, not what."""

    session = models.ForeignKey("cohorts.WorkshopSession", models.PROTECT, related_name="answered")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="evaluated_once")]

    def __str__(self):
        return f"{self.person}, {self.session}"


class SelfRating(models.Model):
    """How a participant rates their own competence, before the lab and after it (R-39)."""

    seat = models.ForeignKey("cohorts.Participant", models.PROTECT, related_name="ratings")
    moment = models.CharField(max_length=6, choices=Moment)
    scores = models.JSONField()
    rated_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["seat", "moment"], name="rated_once")]

    def __str__(self):
        return f"{self.seat}, {self.moment}"


class Reflection(models.Model):
    """What a participant takes along, in their own words; the office reads it, nobody else."""

    seat = models.OneToOneField("cohorts.Participant", models.PROTECT, related_name="reflection")
    text_th = models.TextField(_("reflection"))
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.seat)


class PresentationPresence(models.Model):
    """An advisor was at the presentation of the issue, in person or through a delegate."""

    seat = models.OneToOneField(
        "cohorts.Participant", models.PROTECT, related_name="presentation_presence"
    )
    delegate_th = models.CharField(_("delegate"), max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.seat)


STANDING = models.Q(withdrawn_at=None)


class Certificate(models.Model):
    """A certificate that was given out; its paper bears the number (PD-25).

    One at a time of a person: after one was withdrawn, an officer may give out another.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey("cohorts.Cohort", models.PROTECT, related_name="certificates")
    seat = models.ForeignKey(
        "cohorts.Participant", models.PROTECT, null=True, related_name="certificates"
    )
    partner = models.ForeignKey(
        "cohorts.LabPartner", models.PROTECT, null=True, related_name="certificates"
    )
    award = models.CharField(max_length=12, choices=Award)
    name_th = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=40, db_index=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=ONE_OF_BOTH, name="certificate_of_seat_or_partner"),
            *(
                models.UniqueConstraint(
                    fields=[holder], condition=STANDING, name=f"one_certificate_a_{holder}"
                )
                for holder in ("seat", "partner")
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        """Where anybody who holds the paper can check it."""
        return reverse("cohorts:certificate", args=[self.uid])
