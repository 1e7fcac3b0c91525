"""What saving leaves behind: who changed what, texts that were not chosen, who is here."""

import uuid

from django.conf import settings
from django.db import models


class Edit(models.Model):
    """One person's changes to one answer during one sitting: the answer before and after.

    Changes of the same person that follow each other within half an hour are one edit; its
    ``after`` grows. The values are answers as ``proposals.questions`` keys them.
    """

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="edits")
    question = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["saved_at", "pk"]
        indexes = [
            models.Index(fields=["proposal", "by", "saved_at"]),
            models.Index(fields=["proposal", "question", "saved_at"]),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.question} {self.saved_at:%Y-%m-%d %H:%M}"

    @property
    def who(self):
        """The person's name, as an event of the history gives it."""
        return str(self.by)

    @property
    def at(self):
        return self.saved_at


class KeptText(models.Model):
    """An answer that somebody typed and that does not stand: kept for thirty days.

    ``against`` is the version at which the other answer was saved.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="kept_texts")
    question = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tab = models.CharField(max_length=40, blank=True)
    against = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "question", "by", "tab", "against"], name="kept_once_per_clash"
            )
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.question}"


class Presence(models.Model):
    """A person who has a step of a proposal open, in one tab."""

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tab = models.CharField(max_length=40)
    step = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "user", "tab"], name="one_presence_per_tab")
        ]

    def __str__(self):
        return f"{self.user_id} at {self.proposal_id}, step {self.step}"
