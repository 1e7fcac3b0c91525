"""Obstacles that a team raises to the centre: who answers, until when, and what came of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.answers import RaisedState
from cohorts.states import Obstacle
from cohorts.visibility import seen_by
from pyp_portal import clock, thai


class RaisedQuerySet(models.QuerySet):
    """Questions about obstacles raised to the centre."""

    def visible_to(self, user):
        """The twin of ``permissions.can_view_raised``: a test holds them together."""
        return seen_by(user, self, "team__")

    def unanswered(self):
        return self.filter(answered_at=None)

    def overdue(self):
        """Unanswered, and the day by which the centre answers is over."""
        return self.unanswered().filter(due_on__lt=clock.today())

    def to_settle(self):
        """Answered, and the team has not said yet whether it helps."""
        return self.filter(answered_at__isnull=False, settled_at=None)

    def of_case(self, people):
        """Whose answer is asked of these officers, or of nobody by name."""
        nobody = Q(owner=None) & (
            Q(team__proposal__case_owner__in=people) | Q(team__proposal__case_owner=None)
        )
        return self.filter(Q(owner__in=people) | nobody)

    def for_list(self):
        return self.select_related(
            "team__proposal__lead_agency", "team__cohort__call", "owner", "raised_by"
        )


class RaisedObstacle(models.Model):
    """What a team cannot solve by itself and asks the centre to clear away."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="raised")
    kind = models.CharField(_("kind of obstacle"), max_length=12, choices=Obstacle)
    text_th = models.TextField(_("what stands in the way"))
    wanted_th = models.TextField(_("what is asked of the centre"))
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    asked_at = models.DateTimeField()  # raised, or asked again: from here the answer is counted
    times_asked = models.PositiveSmallIntegerField(default=1)
    again_th = models.TextField(_("why the answer did not help"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="raised_to",
        verbose_name=_("answered by"),
    )
    due_on = models.DateField(_("answer due"))
    answer_th = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = RaisedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(answered_at__isnull=False),
                name="raised_settled_after_the_answer",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text_th[:80]}"

    def get_absolute_url(self):
        return reverse("cohorts:raised", args=[self.uid])

    @property
    def state(self):
        if self.settled_at:
            return RaisedState.SETTLED
        if self.answered_at:
            return RaisedState.ANSWERED
        return RaisedState.OVERDUE if self.due_on < clock.today() else RaisedState.OPEN

    @property
    def days_taken(self):
        """Working days from the asking to the answer, or to today."""
        until = self.answered_at or clock.now()
        return thai.working_days_between(clock.localdate(self.asked_at), clock.localdate(until))
