"""The minutes of a meeting: written, sent round for comments, certified."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock


class Minutes(models.Model):
    """The written record of a meeting; certified, it changes no more."""

    meeting = models.OneToOneField("selection.Meeting", models.PROTECT, related_name="minutes")
    opening_th = models.TextField(_("what the chair reported"), blank=True)
    previous_th = models.TextField(_("minutes of the meeting before"), blank=True)
    followup_th = models.TextField(_("matters arising"), blank=True)
    info_th = models.TextField(_("for information"), blank=True)
    closing_th = models.TextField(_("other matters"), blank=True)
    recording_th = models.TextField(_("recording and log of an online meeting"), blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    circulated_at = models.DateTimeField(null=True, editable=False)
    comments_until = models.DateField(_("comments until"), null=True, editable=False)
    certified_at = models.DateTimeField(null=True, editable=False)
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self):
        return str(self.meeting)

    @property
    def takes_comments(self):
        """True from the day they go round to the last day for comments."""
        is_round = self.circulated_at is not None and self.certified_at is None
        return is_round and clock.today() <= self.comments_until


class MinutesComment(models.Model):
    """What a member wants changed in minutes that go round, and what became of it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="comments")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="minutes_comments")
    item = models.ForeignKey(
        "selection.AgendaItem", models.CASCADE, null=True, blank=True, related_name="comments"
    )
    text_th = models.TextField(_("comment"))
    made_at = models.DateTimeField()
    answer_th = models.TextField(_("what became of it"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self):
        return self.text_th[:40]
