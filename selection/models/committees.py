"""Who judges: committee, appointment orders, seats, declared interests, assignments."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from selection.kinds import CLERKS, OVERSEERS, Interest, SeatRole, Severity


class Committee(models.Model):
    """The selection committee of one year; it exists by a written order (K1)."""

    plan = models.OneToOneField("selection.SelectionPlan", models.PROTECT, related_name="committee")
    name_th = models.CharField(_("name"), max_length=300)

    def __str__(self):
        return self.name_th

    def voting_on(self, day):
        """The voting seats filled on ``day``: the base of every quorum."""
        return self.seats.filled_on(day).filter(vote=True)


class AppointmentOrder(models.Model):
    """The order that appoints seats: number, date, who signed."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="orders")
    number = models.CharField(_("order number"), max_length=40)
    date = models.DateField(_("date of the order"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    delegates_allowed = models.BooleanField(_("delegates of ex-officio members"), default=True)

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="order_numbered_once")
        ]

    def __str__(self):
        return self.number


class SeatQuerySet(models.QuerySet):
    """Questions about seats."""

    def active(self):
        return self.filter(ended_at=None)

    def filled_on(self, day):
        """Seats that were appointed by ``day`` and had not ended."""
        return self.filter(
            models.Q(ended_at=None) | models.Q(ended_at__gt=day), order__date__lte=day
        )


class Seat(models.Model):
    """One person's place on the committee."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = models.ForeignKey(Committee, models.CASCADE, related_name="seats")
    order = models.ForeignKey(AppointmentOrder, models.PROTECT, related_name="seats")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats", verbose_name=_("person")
    )
    seat_no = models.PositiveSmallIntegerField(_("seat"))
    role = models.CharField(_("role"), max_length=20, choices=SeatRole)
    who_th = models.CharField(_("capacity"), max_length=300, blank=True)
    vote = models.BooleanField(_("votes"), default=True)
    ended_at = models.DateField(_("until"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["seat_no"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "seat_no"],
                condition=models.Q(ended_at=None),
                name="seat_filled_once",
                violation_error_message=_("This seat is taken."),
            ),
            models.UniqueConstraint(
                fields=["committee", "user"],
                condition=models.Q(ended_at=None),
                name="person_seated_once",
                violation_error_message=_("This person already has a seat."),
            ),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def is_clerk(self):
        return self.role in CLERKS

    @property
    def oversees(self):
        return self.role in OVERSEERS

    def was_filled_on(self, day):
        """The twin of ``SeatQuerySet.filled_on`` for one seat whose order is at hand."""
        return self.order.date <= day and (self.ended_at is None or self.ended_at > day)

    @property
    def is_active(self):
        return self.ended_at is None or self.ended_at > clock.today()


class Conflict(models.Model):
    """What a member declared about a proposal: nothing, an acquaintance, or an interest."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="conflicts")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="conflicts")
    severity = models.CharField(_("interest"), max_length=4, choices=Severity)
    kind = models.CharField(_("kind of interest"), max_length=24, choices=Interest, blank=True)
    reason = models.TextField(_("explanation"), blank=True)
    was_suggested = models.BooleanField(default=False)
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["proposal__code"]
        constraints = [models.UniqueConstraint(fields=["seat", "proposal"], name="declared_once")]

    def __str__(self):
        return f"{self.seat}: {self.get_severity_display()}"

    @property
    def is_hard(self):
        return self.severity == Severity.HARD


class Assignment(models.Model):
    """A member who is to read and score a proposal."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="assignments")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="assignments")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["proposal__code", "seat__seat_no"]
        constraints = [models.UniqueConstraint(fields=["seat", "proposal"], name="assigned_once")]

    def __str__(self):
        return f"{self.seat} / {self.proposal_id}"
