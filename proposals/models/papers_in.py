"""What an agency hands in, and what it gets for it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AttachmentQuerySet(models.QuerySet):
    """Questions about attachments."""

    def current(self):
        """What stands beside the answers now; what was taken away stays in old revisions."""
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """A file beside the answers (F55 to F57), or the letter that an act needs (T11, T31)."""

    class Kind(models.TextChoices):
        ENDORSEMENT = "endorsement_letter", _("Endorsement letter")
        PARTNER_LETTER = "partner_letters", _("Partner's letter")
        OTHER = "attachments", _("Other document")
        WITHDRAWAL = "withdrawal_letter", _("Letter of withdrawal")
        PAPER = "paper_scan", _("Scan of the agency's paper")
        CONSENT = "merge_consent", _("Letter agreeing to the merger")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=20, choices=Kind)
    file = models.ForeignKey("uploads.StoredFile", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)  # that the virus scan failed

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.file)

    @property
    def is_beside_the_answers(self):
        """True for what the form asks for; the letter of an act comes with the act (T11, T31)."""
        return self.kind not in (self.Kind.WITHDRAWAL, self.Kind.CONSENT, self.Kind.PAPER)


class Endorsement(models.Model):
    """The letter by which the head of the agency stands behind the proposal (F55, R-06)."""

    proposal = models.OneToOneField(
        "proposals.Proposal", models.CASCADE, related_name="endorsement"
    )
    letter_no = models.CharField(_("letter number"), max_length=80)
    letter_date = models.DateField(_("letter date"))
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="endorsement")

    def __str__(self):
        return self.letter_no


class Revision(models.Model):
    """A frozen state of the proposal: what counted when it was handed in."""

    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="revision_numbered_once")
        ]

    def __str__(self):
        return f"{self.proposal_id}/{self.number}"


class Receipt(models.Model):
    """Proof that a revision arrived: number, moment and hash (T02, T07)."""

    number = models.CharField(max_length=40, unique=True)
    revision = models.OneToOneField(Revision, models.PROTECT, related_name="receipt")
    key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    arrived_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.number
