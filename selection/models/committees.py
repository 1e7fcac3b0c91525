"""Who judges: committee, appointment orders, seats, declared interests, assignments."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from selection.kinds import (
    CHAIRS,
    CLERKS,
    NEVER_SCORES,
    NEVER_VOTES,
    OVERSEERS,
    SUBSTITUTABLE,
    Basis,
    Interest,
    SeatRole,
    Severity,
    Stage,
)


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
    """The order that appoints seats: number, date, who signed; a later one may amend it."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="orders")
    number = models.CharField(_("order number"), max_length=40)
    date = models.DateField(_("date of the order"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    delegates_allowed = models.BooleanField(_("delegates of ex-officio members"), default=True)
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amended_by",
        verbose_name=_("order that it amends"),
    )
    duties_th = models.TextField(_("duties of the committee"), blank=True)

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
        """Not ended, and within their term."""
        return self.filter(ended_at=None).in_term(clock.today())

    def in_term(self, day):
        """Seats whose term has begun by ``day`` and is not over."""
        return self.filter(
            models.Q(begins_on=None) | models.Q(begins_on__lte=day),
            models.Q(ends_on=None) | models.Q(ends_on__gte=day),
        )

    def filled_on(self, day):
        """Seats that were appointed by ``day`` and had not ended."""
        return self.in_term(day).filter(
            models.Q(ended_at=None) | models.Q(ended_at__gt=day), order__date__lte=day
        )

    def deciding(self):
        """The committee without the experts who only read and score (R-43)."""
        return self.exclude(role=SeatRole.POOL_EXPERT)

    def scoring(self):
        """Those who may be given proposals to read and score."""
        return self.filter(scores=True)

    def bound(self):
        """Those who have accepted the terms: nothing opens to the others."""
        return self.filter(terms_accepted_at__isnull=False)


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
    scores = models.BooleanField(_("reads and scores"), default=True)
    basis = models.CharField(_("appointed"), max_length=10, choices=Basis, default=Basis.NAMED)
    substitute_th = models.CharField(_("standing substitute"), max_length=300, blank=True)
    begins_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("end of the term"), null=True, blank=True)
    ended_at = models.DateField(_("until"), null=True, blank=True)
    # What the seat brings to the judging, and how much of it
    themes = models.ManyToManyField("proposals.Theme", blank=True, verbose_name=_("themes"))
    regions = models.JSONField(_("regions"), default=list, blank=True)  # Province.region_th
    load_max = models.PositiveSmallIntegerField(_("proposals at most"), null=True, blank=True)
    # Confidentiality and terms: nothing opens before they are accepted
    terms = models.ForeignKey(
        "selection.CommitteeTerms", models.PROTECT, null=True, editable=False, related_name="+"
    )
    terms_accepted_at = models.DateTimeField(null=True, editable=False)

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

    def clean(self):
        """What the roles allow: who never votes or scores, who is never substituted (K1, K13)."""
        if self.vote and self.role in NEVER_VOTES:
            raise ValidationError({"vote": _("A seat with this role has no vote.")})
        if self.scores and self.role in NEVER_SCORES:
            raise ValidationError({"scores": _("A seat with this role gives opinions, no points.")})
        if self.basis == Basis.POSITION and self.role not in SUBSTITUTABLE:
            raise ValidationError({"basis": _("A member with this role is appointed by name.")})
        if self.basis == Basis.POSITION and not self.who_th:
            raise ValidationError({"who_th": _("Write the position to which the seat belongs.")})
        if self.substitute_th and not self.may_be_substituted:
            raise ValidationError({"substitute_th": _("This member may not be substituted.")})
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            raise ValidationError({"ends_on": _("The term ends before it begins.")})

    @property
    def may_be_substituted(self):
        """Whether role and order let this seat send somebody else (K13)."""
        return self.role in SUBSTITUTABLE and self.order.delegates_allowed

    @property
    def has_accepted(self):
        return self.terms_accepted_at is not None

    @property
    def is_clerk(self):
        return self.role in CLERKS

    @property
    def chairs(self):
        return self.role in CHAIRS

    @property
    def oversees(self):
        return self.role in OVERSEERS

    def was_filled_on(self, day):
        """The twin of ``SeatQuerySet.filled_on`` for one seat whose order is at hand."""
        has_ended = self.ended_at is not None and self.ended_at <= day
        return self.order.date <= day and not has_ended and self._is_in_term(day)

    @property
    def is_active(self):
        today = clock.today()
        return (self.ended_at is None or self.ended_at > today) and self._is_in_term(today)

    def _is_in_term(self, day):
        has_begun = self.begins_on is None or self.begins_on <= day
        return has_begun and (self.ends_on is None or self.ends_on >= day)


class Conflict(models.Model):
    """What a member declared about a proposal: nothing, an acquaintance, or an interest."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="conflicts")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="conflicts")
    severity = models.CharField(_("interest"), max_length=4, choices=Severity)
    kind = models.CharField(_("kind of interest"), max_length=24, choices=Interest, blank=True)
    reason = models.TextField(_("explanation"), blank=True)
    was_suggested = models.BooleanField(default=False)
    occasion = models.CharField(max_length=5, choices=Stage, default=Stage.DOC)
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["proposal__code"]
        constraints = [models.UniqueConstraint(fields=["seat", "proposal"], name="declared_once")]

    def __str__(self):
        return f"{self.seat}: {self.get_severity_display()}"

    @property
    def is_for_pitch(self):
        """Declared, or said once more, after the proposal was through to the pitch."""
        return self.occasion == Stage.PITCH

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
