"""Interests beyond a member's own word: verdicts, challenges, officers who step aside, opinions."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selection.kinds import SETTLED, Interest, Severity, Verdict


class TieVerdict(models.Model):
    """What the secretary or the chair made of an interest that the records suggest (K8)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey("selection.Seat", models.CASCADE, related_name="verdicts")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="+")
    kind = models.CharField(_("kind of interest"), max_length=24, choices=Interest)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "proposal", "kind"], name="tie_judged_once")
        ]

    def __str__(self):
        return f"{self.seat}: {self.get_kind_display()}, {self.get_verdict_display()}"

    @property
    def is_settled(self):
        """Holds for the pair, whatever the records show later."""
        return self.verdict in SETTLED


class OfficerTie(models.Model):
    """An officer of the office, seat or no seat, who steps aside from a proposal."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="officer_ties")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="officer_ties")
    kind = models.CharField(_("kind of interest"), max_length=24, choices=Interest)
    severity = models.CharField(max_length=4, choices=Severity, default=Severity.HARD)
    reason = models.TextField(_("explanation"))
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "proposal"],
                condition=models.Q(ended_at=None),
                name="officer_steps_aside_once",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.get_kind_display()}"


class ChallengeQuerySet(models.QuerySet):
    """Questions about challenges."""

    def concerning(self, user):
        """Those that this person raised, or is asked to answer."""
        return self.filter(models.Q(raised_by=user) | models.Q(seat__user=user))


class Challenge(models.Model):
    """A doubt that a member is impartial; the member answers, the committee decides (K7)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey("selection.Seat", models.CASCADE, related_name="challenges")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="challenges")
    reason = models.TextField(_("reason"))
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer_th = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True)
    is_upheld = models.BooleanField(null=True)
    decision_th = models.TextField(_("what the committee decided"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "proposal"],
                condition=models.Q(decided_at=None),
                name="challenged_once_at_a_time",
            )
        ]

    def __str__(self):
        return f"{self.seat} / {self.proposal_id}"

    @property
    def is_open(self):
        return self.decided_at is None


class Opinion(models.Model):
    """What an adviser of a central agency says about a proposal: no points, no vote (R-43)."""

    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="opinions")
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="opinions")
    text_th = models.TextField(_("opinion"))
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "proposal"], name="one_opinion_each")
        ]

    def __str__(self):
        return f"{self.seat} / {self.proposal_id}"
