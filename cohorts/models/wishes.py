"""Who wants to be told once what changed because of an activity: an address, and nothing else."""

import uuid
from datetime import timedelta

from django.db import models
from django.urls import reverse

from pyp_portal import clock

UNCONFIRMED = timedelta(days=7)  # for which an address waits for its owner
UNANSWERED = timedelta(days=365)  # after the last day of an activity that never told


class WishQuerySet(models.QuerySet):
    """Questions about such addresses."""

    def due(self):
        """Confirmed ones of activities whose outcome everybody reads."""
        return self.exclude(confirmed_at=None).exclude(activity__activity__shown_at=None)

    def forgotten(self):
        """Those that nobody confirmed in time, and those that waited too long for an answer."""
        late = models.Q(confirmed_at=None, left_at__lt=clock.now() - UNCONFIRMED)
        return self.filter(late | models.Q(activity__closes_on__lt=clock.today() - UNANSWERED))


class AnswerWish(models.Model):
    """An e-mail address left with a consent of its own (section 8.1, consent).

    It points to the activity and to no opinion or place: what somebody wrote stays without
    sender. The row goes when its mail is written, when its owner says so, or in the end.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey("cohorts.OpenActivity", models.CASCADE, related_name="wishes")
    email = models.EmailField()
    notice = models.CharField(max_length=12, editable=False)  # the privacy notice they saw
    left_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "email"], name="one_wish_an_address")
        ]

    def __str__(self):
        return str(self.uid)

    def get_absolute_url(self):
        """Its own page, which only the mail to the address names."""
        return reverse("issues:wish", args=[self.uid])
