"""Announcements: what is made known on one day, to whom, and whether it is out."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from selection.kinds import AnnouncementKind, Outcome


class Announcement(models.Model):
    """A batch of results: drafted, signed, released. Nothing in it is known before release."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(
        "selection.SelectionPlan", models.PROTECT, related_name="announcements"
    )
    kind = models.CharField(_("kind"), max_length=9, choices=AnnouncementKind)
    title_th = models.CharField(_("subject"), max_length=300)
    meeting = models.ForeignKey(
        "selection.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="announcements",
        verbose_name=_("meeting"),
    )
    replaces = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.CharField(_("number"), max_length=80, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed by"),
    )
    enquiry_until = models.DateField(_("enquiries until"), null=True, blank=True)
    portfolio_reason = models.TextField(
        _("why a limit of the portfolio is exceeded"), blank=True, max_length=1000
    )
    drafted_at = models.DateTimeField(editable=False)
    # The hold: pressed, and known to nobody until ``release_at``.
    pressed_at = models.DateTimeField(null=True, editable=False)
    pressed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    release_at = models.DateTimeField(null=True, editable=False)
    stopped_because = models.TextField(blank=True, editable=False)
    released_at = models.DateTimeField(null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-drafted_at", "-pk"]
        indexes = [
            models.Index(
                fields=["release_at"],
                condition=models.Q(release_at__isnull=False, released_at=None),
                name="announcements_on_hold",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=~models.Q(number=""),
                name="announcement_numbered_once",
                violation_error_message=_("Another announcement bears this number."),
            )
        ]

    def __str__(self):
        return self.number or self.title_th

    def get_absolute_url(self):
        return reverse("selection:announcement", args=[self.uid])

    @property
    def is_signed(self):
        return bool(self.number and self.date and self.signed_by_id)

    @property
    def is_held(self):
        """Pressed, and still to be cancelled: nobody knows anything yet."""
        return self.release_at is not None and self.released_at is None


class AnnouncementItem(models.Model):
    """One proposal's result in an announcement, and what it stands on."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="items")
    proposal = models.ForeignKey(
        "proposals.Proposal", models.PROTECT, related_name="announcement_items"
    )
    outcome = models.CharField(max_length=16, choices=Outcome)
    resolution = models.ForeignKey(
        "selection.Resolution", models.PROTECT, null=True, related_name="announcement_items"
    )
    slot = models.ForeignKey(
        "selection.PitchSlot", models.PROTECT, null=True, related_name="announcement_items"
    )
    reserve_rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "proposal"], name="announced_once_in_a_batch"
            )
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.get_outcome_display()}"

    @property
    def outcome_enum(self):
        return Outcome(self.outcome)

    @property
    def reason(self):
        """The words that go to the applicant with a refusal."""
        if self.slot_id:
            return self.slot.missed_reason
        letter = getattr(self, "letter", None)
        if letter and letter.is_approved:
            return letter.reason_th
        return (self.resolution.reason or self.resolution.text_th) if self.resolution_id else ""

    @property
    def opinion(self):
        """The reason as the letter says it: not the words that only repeat the resolution."""
        repeats = self.resolution_id and self.reason == self.resolution.text_th
        return "" if repeats else self.reason
