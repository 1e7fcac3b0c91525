"""What the people of an agency say to each other about a field, before they hand in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _


class CommentQuerySet(models.QuerySet):
    """Questions about comments."""

    def threads(self):
        """Those that begin a thread; what answers them hangs on them."""
        return self.filter(answers=None)

    def unresolved(self):
        """Threads that wait for somebody."""
        return self.threads().filter(resolved_at=None)

    def counts(self):
        """How many unresolved threads each field has, in one statement."""
        counted = self.unresolved().order_by().values_list("question").annotate(n=Count("pk"))
        return dict(counted)


class Comment(models.Model):
    """A comment on one field of a proposal, or an answer to one.

    It stands beside the answers and never becomes a part of them: no revision, paper, search
    or export holds it. ``occasion`` is shared by comments that are told in one mail.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="comments")
    question = models.CharField(max_length=60)
    answers = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text_th = models.TextField(_("comment"))
    written_at = models.DateTimeField()
    occasion = models.UUIDField(editable=False)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answers=None) | Q(resolved_at=None), name="threads_are_resolved_whole"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="resolved_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.question} {self.uid}"
