"""Meetings: notice, attendance, who left for which item, what was decided, minutes."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from selection.kinds import RESOLVABLE, Mode, Presence


class Meeting(models.Model):
    """One meeting of the committee; its number begins again each calendar year."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = models.ForeignKey("selection.Committee", models.PROTECT, related_name="meetings")
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    starts_at = models.DateTimeField(_("begins"))
    mode = models.CharField(_("form"), max_length=6, choices=Mode, default=Mode.HYBRID)
    place_th = models.CharField(_("place"), max_length=300)
    notice_sent_at = models.DateTimeField(null=True, editable=False)
    urgency_reason = models.TextField(_("why the notice is short"), blank=True)
    notice_says_second_call = models.BooleanField(
        _("the notice says that a third is enough at a second call"), default=False
    )
    second_call_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="second_calls"
    )
    started_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year", "number"], name="meeting_numbered_once"
            )
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("selection:meeting", args=[self.uid])

    @property
    def label(self):
        """2/2568, as on every paper of the meeting."""
        return f"{self.number}/{self.year}"

    @property
    def day(self):
        return clock.localdate(self.starts_at)

    @property
    def is_due(self):
        """True from the day on for which it is planned."""
        return self.day <= clock.today()

    @property
    def certified_at(self):
        """When the minutes were certified, or None."""
        minutes = getattr(self, "minutes", None)
        return minutes.certified_at if minutes else None


class Attendance(models.Model):
    """Whether a seat came, in person or by a delegate (K13)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="attendances")
    status = models.CharField(max_length=8, choices=Presence)
    is_online = models.BooleanField(default=False)
    delegate_th = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["seat__seat_no"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="attended_once")]

    def __str__(self):
        return f"{self.seat}: {self.get_status_display()}"


class AgendaItem(models.Model):
    """One point of the agenda, about one proposal or about something else."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(_("item"), max_length=10)
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    title_th = models.CharField(_("subject"), max_length=400, blank=True)
    text_th = models.TextField(_("what was said"), blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="item_numbered_once")
        ]

    def __str__(self):
        return f"{self.number} {self.title_th or self.proposal or ''}".strip()


class Recusal(models.Model):
    """A member who left the room while an item was discussed (K6)."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="recusals")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="recusals")
    left_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["left_at"]
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="left_once_an_item")]

    def __str__(self):
        return f"{self.seat} / {self.item_id}"


class Resolution(models.Model):
    """What the committee decided about one item; it moves nothing until it is announced."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="resolution")
    outcome = models.CharField(
        _("resolution"), max_length=16, choices=[(o.value, o.label) for o in RESOLVABLE]
    )
    votes_for = models.PositiveSmallIntegerField(_("for"))
    votes_against = models.PositiveSmallIntegerField(_("against"), default=0)
    votes_abstain = models.PositiveSmallIntegerField(_("abstentions"), default=0)
    casting_vote = models.BooleanField(_("the chair's casting vote decided"), default=False)
    text_th = models.CharField(_("words of the resolution"), max_length=500)
    reason = models.TextField(_("strengths and advice for the applicant"), blank=True)
    departure_reason = models.TextField(_("why it departs from the ranking"), blank=True)
    reserve_rank = models.PositiveSmallIntegerField(
        _("place in the reserve"), null=True, blank=True
    )
    decided_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["item__position"]

    def __str__(self):
        return self.text_th

    @property
    def is_carried(self):
        """A majority, or a tie with the chair's casting vote (K9)."""
        if self.votes_for == self.votes_against:
            return self.casting_vote
        return self.votes_for > self.votes_against


class Dissent(models.Model):
    """A member's written disagreement, attached to the minutes (K11)."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="dissents")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="dissents")
    text_th = models.TextField(_("dissent"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="dissented_once_an_item")
        ]

    def __str__(self):
        return self.text_th


class Minutes(models.Model):
    """The written record of a meeting; certified, it changes no more."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    opening_th = models.TextField(_("what the chair reported"), blank=True)
    closing_th = models.TextField(_("other matters"), blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    certified_at = models.DateTimeField(null=True, editable=False)
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self):
        return str(self.meeting)
