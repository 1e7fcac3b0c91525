"""Meetings: notice, attendance with coming and leaving, agenda, who left for which item."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from selection.kinds import LONGEST_REASON, Block, Mode, Presence


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
    told_at = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="told_of",
        verbose_name=_("told of at meeting"),
        editable=False,
    )
    notice_says_second_call = models.BooleanField(
        _("the notice says that a third is enough at a second call"), default=False
    )
    second_call_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="second_calls"
    )
    # What was changed after the meeting was planned: a calendar knows it by the sequence.
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    change_reason = models.TextField(_("reason"), blank=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    # On the day.
    chaired_by = models.ForeignKey(
        "selection.Seat", models.PROTECT, null=True, related_name="+", editable=False
    )
    started_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    adjourned_at = models.DateTimeField(null=True, editable=False)

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
    def second_call(self):
        """The meeting that was called in place of this one, which had no quorum."""
        return self.second_calls.filter(cancelled_at=None).first()

    @property
    def day(self):
        return clock.localdate(self.starts_at)

    @property
    def is_due(self):
        """True from the day on for which it is planned."""
        return self.day <= clock.today()

    @property
    def moment(self):
        """Now, or the end of a meeting that is over: by it people are in the room or not."""
        return self.ended_at or clock.now()

    @property
    def is_open(self):
        """True while people meet."""
        return self.started_at is not None and self.ended_at is None

    @property
    def is_settled(self):
        """True for a meeting of which nothing changes any more."""
        return self.cancelled_at is not None or self.certified_at is not None

    @property
    def could_be_told_at(self):
        """Earlier meetings of the committee, at which this one may have been told (K2)."""
        held = self.committee.meetings.exclude(started_at=None)
        return held.filter(starts_at__lt=self.starts_at).exclude(pk=self.pk)

    def left_untold(self, told_at):
        """Seats that decide whose member was not there in person when the meeting was told of."""
        there = told_at.attendances.filter(status=Presence.PRESENT).values("seat")
        return self.committee.seats.active().deciding().exclude(pk__in=there)

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
    absence_th = models.CharField(
        _("reason for the absence"), max_length=LONGEST_REASON, blank=True
    )

    class Meta:
        ordering = ["seat__seat_no"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="attended_once"),
            models.CheckConstraint(
                condition=models.Q(status=Presence.ABSENT) | models.Q(absence_th=""),
                name="who_came_has_no_absence",
            ),
        ]

    def __str__(self):
        return f"{self.seat}: {self.get_status_display()}"


class Stay(models.Model):
    """From when to when a seat was in the room; without a stay it was there throughout."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="stays")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["came_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_at=None) | models.Q(left_at__gte=models.F("came_at")),
                name="left_after_coming",
            )
        ]

    def __str__(self):
        return f"{self.attendance_id}: {self.came_at:%H.%M}"


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
    block = models.CharField(_("block"), max_length=3, choices=Block, blank=True)

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
