"""What members read and jot down: pages of attachments as pictures, and their own notes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pyp_portal.papers.jobs import Job, JobQuerySet, State


class PageSet(Job):
    """The pages of one attached file as pictures, in one archive that a worker makes.

    ``sizes`` are width and height of each page that is drawn; ``whole`` is how many it has.
    """

    source = models.OneToOneField("uploads.StoredFile", models.CASCADE, related_name="page_set")
    asked_at = models.DateTimeField()
    sizes = models.JSONField(default=list)
    whole = models.PositiveIntegerField(default=0)

    objects = JobQuerySet.as_manager()
    task = "selection.draw_pages"
    extension = "zip"

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "claimed_at"], name="page_set_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.MADE) | ~Q(sha256=""), name="made_pages_have_hash"
            )
        ]

    def __str__(self):
        return f"{self.source_id}: {len(self.sizes)}"

    @property
    def folder(self):
        """Where its files are stored."""
        return f"pages/{self.asked_at:%Y}"


class PrivateNoteQuerySet(models.QuerySet):
    """Questions about notes."""

    def of(self, user):
        """One's own: nobody else's are ever asked for, whatever the role."""
        return self.filter(user=user)


class PrivateNote(models.Model):
    """What one member jots down about one proposal, for nobody's eyes but theirs.

    In no list, export, paper or letter; deleted once the year is decided (see ``sweep_notes``).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    stamp = models.JSONField(default=dict)

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "proposal"], name="one_note_for_a_proposal")
        ]

    def __str__(self):
        return f"{self.user_id} / {self.proposal_id}"
