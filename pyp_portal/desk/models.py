"""What a person did with lines of their task list, and the key of their calendar feed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from pyp_portal import clock

IS_PUT_OFF = Q(until__isnull=False, taker=None)
IS_HANDED_ON = Q(until=None, taker__isnull=False)


class MarkQuerySet(models.QuerySet):
    """Questions about marks."""

    def standing(self):
        """Those that hold: not taken back, and put off until a day to come."""
        return self.filter(Q(until=None) | Q(until__gt=clock.today()), ended_at=None)

    def about(self, user):
        """What a person put off or handed on, and what others handed on to them."""
        return self.standing().filter(Q(owner=user) | Q(taker=user, owner__is_active=True))

    def for_list(self):
        return self.select_related("owner", "taker").prefetch_related("owner__role_grants")


class Mark(models.Model):
    """A line that somebody put off until a day, or handed on to an assistant.

    The line itself is made of the state of records, and known by its key: once nothing waits any
    more, the mark is of nothing.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="marks")
    key = models.CharField(max_length=32)
    until = models.DateField(null=True)
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="marks_taken"
    )
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=IS_PUT_OFF | IS_HANDED_ON, name="mark_puts_off_or_hands_on"
            ),
            models.CheckConstraint(
                condition=~Q(owner=models.F("taker")), name="nobody_hands_on_to_themselves"
            ),
            models.UniqueConstraint(
                fields=["owner", "key"],
                condition=Q(ended_at=None, taker=None),
                name="line_put_off_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "key"],
                condition=Q(ended_at=None, until=None),
                name="line_handed_on_once",
            ),
        ]

    def __str__(self):
        return f"{self.owner}: {self.until or self.taker}"


class Feed(models.Model):
    """The one private address under which a person's calendar is read; only its digest is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self):
        return str(self.user)
