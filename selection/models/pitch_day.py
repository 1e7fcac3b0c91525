"""What the day of the pitch leaves behind: who left the room, slides, sheets typed from paper."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selection.kinds import Leaving


class PitchAbsence(models.Model):
    """A member who was out of the room, or gave no points, while a proposal pitched (K6, K15)."""

    slot = models.ForeignKey("selection.PitchSlot", models.CASCADE, related_name="absences")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="pitch_absences")
    why = models.CharField(max_length=8, choices=Leaving)
    left_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["left_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["slot", "seat"], name="left_a_pitch_once")]

    def __str__(self):
        return f"{self.seat}: {self.get_why_display()}"


class SlideDeck(models.Model):
    """Slides that an agency sent for its pitch; the last ones are shown, the others kept."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slot = models.ForeignKey("selection.PitchSlot", models.PROTECT, related_name="decks")
    file = models.OneToOneField("uploads.StoredFile", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return str(self.file)


class TypedSheet(models.Model):
    """A score sheet filled in on paper: two people type it in, and it counts once they agree."""

    sheet = models.ForeignKey("selection.ScoreSheet", models.PROTECT, related_name="typed")
    first = models.JSONField()
    first_at = models.DateTimeField()
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.JSONField(null=True)
    second_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(_("both agree"), null=True)

    class Meta:
        ordering = ["first_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"],
                condition=models.Q(agreed_at=None),
                name="typed_in_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(second_by=None) | ~models.Q(second_by=models.F("first_by")),
                name="typed_in_by_two_people",
            ),
        ]

    def __str__(self):
        return str(self.sheet)
