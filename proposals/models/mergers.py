"""A merger that was proposed to two agencies, and what each of them says."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class MergerQuerySet(models.QuerySet):
    """Questions about mergers."""

    def open(self):
        """Neither carried out nor refused nor taken back."""
        return self.filter(ended_at=None)

    def of(self, proposal):
        """Those in which a proposal stands, on whichever side, the newest first."""
        found = self.filter(Q(proposal=proposal) | Q(other=proposal)).order_by("-asked_at", "-pk")
        return found.select_related(
            "proposal__lead_agency", "other__lead_agency", "asked_by"
        ).prefetch_related("consents__by")


class Merger(models.Model):
    """The question to two agencies: may ``proposal`` go on within ``other`` (T11)?"""

    class Outcome(models.TextChoices):
        MERGED = "merged", _("Merged")
        REFUSED = "refused", _("Refused by an agency")
        TAKEN_BACK = "taken_back", _("Taken back")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="mergers")
    other = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="+")
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MergerQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(ended_at=None), name="merger_open_once"
            ),
            models.CheckConstraint(condition=~Q(proposal=F("other")), name="merger_of_two"),
        ]

    def __str__(self):
        return f"{self.proposal_id} + {self.other_id}"

    @property
    def is_open(self):
        return self.ended_at is None

    @property
    def agreed(self):
        """The keys of the proposals whose agency has agreed."""
        return {consent.side_id for consent in self.consents.all() if consent.agrees}

    @property
    def is_agreed(self):
        """True when both agencies have said yes."""
        return self.agreed == {self.proposal_id, self.other_id}

    def sides(self):
        """Each of the two proposals with what its agency has said, None while it is silent."""
        said = {consent.side_id: consent for consent in self.consents.all()}
        return [(side, said.get(side.pk)) for side in (self.proposal, self.other)]


class Consent(models.Model):
    """What the agency of one of the two proposals says; its first word stands."""

    merger = models.ForeignKey(Merger, models.CASCADE, related_name="consents")
    side = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["merger", "side"], name="consent_once_a_side")
        ]

    def __str__(self):
        return f"{self.merger_id}: {self.side_id}"
