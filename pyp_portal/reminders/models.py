"""What will be said, was held back, was said; and days on which a rule waits for a yes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.reminders import rules


class ReminderQuerySet(models.QuerySet):
    """Questions about reminders."""

    def open(self):
        """Neither told nor left behind: planned, or held back."""
        return self.filter(told_at=None, ended_at=None)

    def coming(self):
        return self.open().filter(held_at=None)

    def held(self):
        return self.open().exclude(held_at=None)

    def told(self):
        return self.exclude(told_at=None)

    def ended(self):
        """The work was done, or a later step came first."""
        return self.exclude(ended_at=None)

    def over_since(self, moment):
        """Those that were told or left behind before a moment."""
        return self.filter(Q(told_at__lt=moment) | Q(told_at=None, ended_at__lt=moment))

    def outside(self, codes):
        """Without those about proposals that are closed to who asks."""
        return self.exclude(code__in=codes) if codes else self


class Reminder(models.Model):
    """One reminder about one thing: planned, perhaps held back, told at most once."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)  # the occasion of its messages
    rule = models.CharField(max_length=20)
    step = models.CharField(max_length=20)
    about = models.CharField(max_length=300)
    url = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40, blank=True)
    thing = models.CharField(max_length=100, blank=True)
    due_at = models.DateTimeField()
    has_hour = models.BooleanField(default=False)  # due at a moment, not on a day
    at = models.DateTimeField()
    people = models.JSONField(default=list)  # [[name, address], …] when it was last planned
    planned_at = models.DateTimeField()
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    held_at = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=300, blank=True)
    moved_from = models.DateTimeField(null=True)  # its due day when it was held, if another
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["at", "rule", "pk"]
        indexes = [
            models.Index(
                fields=["rule", "at"],
                condition=Q(told_at=None, ended_at=None),
                name="reminder_to_come",
            ),
            models.Index(fields=["told_at"], name="reminder_told"),
        ]

    def __str__(self):
        return f"{self.rule}: {self.about}"

    def get_absolute_url(self):
        return reverse("reminders:reminder", args=[self.uid])

    @property
    def rule_name(self):
        """What the rule is called."""
        rule = rules.rules().get(self.rule)
        return rule.name if rule else rules.unknown(self.rule)

    @property
    def why(self):
        """Which step of the ladder, and of which due day."""
        found = rules.rules().get(self.rule)
        return rules.words_of(found, self.step, self.due_at, self.has_hour)

    @property
    def day(self):
        """The day on which it goes out, or went, or was left behind."""
        return clock.localdate(self.moment)

    @property
    def moment(self):
        """When it goes out, or went, or was left behind."""
        return self.told_at or self.ended_at or self.at

    @property
    def more(self):
        """How many receivers stand behind the first three."""
        return max(len(self.people) - 3, 0)

    @property
    def is_held(self):
        return self.held_at is not None

    @property
    def is_open(self):
        """It can still be held back, or let go."""
        return self.told_at is None and self.ended_at is None


class Halt(models.Model):
    """A rule that would write to too many on a day, and how many somebody let it write to."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rule = models.CharField(max_length=20)
    day = models.DateField()
    people = models.PositiveIntegerField()  # to whom it would write in all
    stopped_at = models.DateTimeField()
    allowed = models.PositiveIntegerField(default=0)  # up to so many people
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    allowed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "rule"]
        constraints = [models.UniqueConstraint(fields=["rule", "day"], name="halted_once_a_day")]

    def __str__(self):
        return f"{self.rule} {self.day}: {self.people}"

    @property
    def is_waiting(self):
        return self.allowed < self.people

    @property
    def rule_name(self):
        found = rules.rules().get(self.rule)
        return found.name if found else rules.unknown(self.rule)
