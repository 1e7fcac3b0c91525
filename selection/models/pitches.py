"""The pitch: sessions, who sat in them, and the slots of proposals."""

import uuid
from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from selection.kinds import LONGEST_REASON, Mode


class PitchSession(models.Model):
    """A day or half-day of pitches before the committee."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey("selection.SelectionPlan", models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField(_("begins"))
    mode = models.CharField(_("form"), max_length=6, choices=Mode, default=Mode.HYBRID)
    place_th = models.CharField(_("place"), max_length=300)
    pitch_minutes = models.PositiveSmallIntegerField(_("minutes of pitch"), default=7)
    question_minutes = models.PositiveSmallIntegerField(_("minutes of questions"), default=8)
    buffer_every = models.PositiveSmallIntegerField(_("break after so many slots"), default=4)
    buffer_minutes = models.PositiveSmallIntegerField(_("minutes of a break"), default=10)
    slides_due = models.DateTimeField(_("slides until"), null=True, blank=True)
    # The lot: a number of the office, told when the session is planned, and one of the public.
    order_salt = models.CharField(max_length=32, blank=True, editable=False)
    order_public = models.CharField(max_length=200, blank=True, editable=False)
    order_seed = models.CharField(max_length=40, blank=True, editable=False)
    order_input = models.JSONField(default=dict, editable=False)
    order_draws = models.PositiveSmallIntegerField(default=0, editable=False)
    order_drawn_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    # What every screen follows: the item that is open, and a number that grows with each change.
    current = models.ForeignKey(
        "selection.PitchSlot", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    live_no = models.PositiveIntegerField(default=0, editable=False)
    waiting_key = models.UUIDField(null=True, unique=True, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    scoring_closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["starts_at"]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d} {self.place_th}"

    def get_absolute_url(self):
        return reverse("selection:session", args=[self.uid])

    @property
    def slot_length(self):
        return timedelta(minutes=self.pitch_minutes + self.question_minutes)

    def time_of(self, order):
        """When the slot at this place in the order begins."""
        breaks = (order - 1) // self.buffer_every if self.buffer_every else 0
        pause = timedelta(minutes=self.buffer_minutes * breaks)
        return self.starts_at + self.slot_length * (order - 1) + pause

    @property
    def is_due(self):
        """True from the day on for which it is planned."""
        return clock.localdate(self.starts_at) <= clock.today()


class PitchAttendance(models.Model):
    """A seat that sat in a session."""

    session = models.ForeignKey(PitchSession, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="pitch_attendances")

    class Meta:
        ordering = ["seat__seat_no"]
        constraints = [
            models.UniqueConstraint(fields=["session", "seat"], name="sat_once_in_session")
        ]

    def __str__(self):
        return str(self.seat)


class SessionAbsence(models.Model):
    """Why a seat did not sit in a session; without it, it is only known that it did not."""

    session = models.ForeignKey(PitchSession, models.CASCADE, related_name="absences")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="session_absences")
    reason_th = models.CharField(_("reason for the absence"), max_length=LONGEST_REASON)

    class Meta:
        ordering = ["seat__seat_no"]
        constraints = [
            models.UniqueConstraint(fields=["session", "seat"], name="absent_once_from_session")
        ]

    def __str__(self):
        return f"{self.seat}: {self.reason_th}"


class PitchSlot(models.Model):
    """The minutes of one proposal; a missed slot may be given again once."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(PitchSession, models.PROTECT, related_name="slots")
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="pitch_slots")
    order = models.PositiveSmallIntegerField(_("place in the order"))
    starts_at = models.DateTimeField(_("begins"))
    presenter_th = models.CharField(_("presenter"), max_length=200, blank=True)
    opened_at = models.DateTimeField(null=True, editable=False)
    pitch_from = models.DateTimeField(null=True, editable=False)
    questions_from = models.DateTimeField(null=True, editable=False)
    presented_at = models.DateTimeField(null=True, editable=False)
    missed_at = models.DateTimeField(null=True, editable=False)
    missed_reason = models.TextField(blank=True)
    reslot_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reslot"
    )

    class Meta:
        ordering = ["session__starts_at", "order"]
        constraints = [
            models.UniqueConstraint(fields=["session", "proposal"], name="one_slot_in_a_session"),
            models.CheckConstraint(
                condition=models.Q(presented_at=None) | models.Q(missed_at=None),
                name="presented_or_missed",
            ),
        ]

    def __str__(self):
        return f"{self.order}: {self.proposal_id}"

    def get_absolute_url(self):
        return reverse("selection:slot", args=[self.uid])

    @property
    def is_pending(self):
        return not (self.presented_at or self.missed_at)

    @property
    def takes_slides(self):
        """Slides are taken until their time, and never once the pitch has been opened."""
        until = self.session.slides_due
        is_early = until is None or clock.now() < until
        return is_early and self.is_pending and self.opened_at is None

    @property
    def was_given_again(self):
        """True when a second slot exists for this one."""
        return PitchSlot.objects.filter(reslot_of=self).exists()
