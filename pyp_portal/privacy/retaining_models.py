"""What was found to be over its time, who agreed that it goes, what went; and what is held back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal.history.models import key_of


def person(**kwargs):
    """A person whose act it was; the account cannot be deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", **kwargs
    )


class RemovalQuerySet(models.QuerySet):
    """Questions about reports."""

    def open(self):
        """Those to which nobody has agreed yet."""
        return self.filter(confirmed_at=None)

    def running(self):
        return self.filter(confirmed_at__isnull=False, done_at=None)

    def done(self):
        return self.filter(done_at__isnull=False)


class Removal(models.Model):
    """A report of what is over its time by one rule; once it is done, the record of what went.

    ``digest`` is of the list: two people agree to the same one. ``as_of`` is the moment for
    which it was made, so that a day that passes changes nothing in it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rule = models.CharField(max_length=40)
    as_of = models.DateTimeField()
    digest = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    asked_by = person()
    confirmed_by = person()
    confirmed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)  # what went, once it is done

    objects = RemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule"], condition=Q(done_at=None), name="one_report_of_a_rule"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, done_at=None)
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by=models.F("asked_by"))),
                name="removal_by_two_people",
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.as_of:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("privacy:rule", args=[self.rule])


class RemovalItemQuerySet(models.QuerySet):
    """Questions about the records of reports."""

    def done(self):
        """Those with which was done what the rule says."""
        return self.filter(done_at__isnull=False, skipped="").order_by("pk")


class RemovalItem(models.Model):
    """One record of a report; what was done with it, or why nothing was."""

    class Skipped(models.TextChoices):
        HELD = "held", _("Held back, so it stays")
        NOT_DUE = "not_due", _("Not over its time any more, so it stays")
        BOUND = "bound", _("Something still hangs on it, so it stays")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    removal = models.ForeignKey(Removal, models.CASCADE, related_name="items")
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    since = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    skipped = models.CharField(max_length=10, choices=Skipped, blank=True)
    counts = models.JSONField(default=dict)

    objects = RemovalItemQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["removal", "record_type", "record_id"], name="once_in_a_report"
            )
        ]

    def __str__(self):
        return self.label

    @property
    def state(self):
        """What became of it, in words."""
        if self.skipped:
            return self.get_skipped_display()
        if self.done_at:
            return _("Done")
        if self.removal.confirmed_at:
            return _("Agreed to; its turn comes by itself")
        return _("Waits for the word of two people")


class HoldQuerySet(models.QuerySet):
    """Questions about what is held back."""

    def standing(self):
        return self.filter(ended_at=None)

    def of(self, model):
        """The keys of the records of this kind that are held back."""
        return self.standing().filter(record_type=model._meta.label_lower)


class Hold(models.Model):
    """A record that is kept beyond its time, with a reason: a complaint, a lawsuit, an audit."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    reason = models.TextField()
    by = person()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = person()

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id"],
                condition=Q(ended_at=None),
                name="held_back_once",
            )
        ]

    def __str__(self):
        return self.label

    @classmethod
    def on(cls, record):
        """The hold that stands on a record, or None."""
        return cls.objects.standing().filter(**key_of(record)).first()


class InactiveNotice(models.Model):
    """Somebody who has not signed in for two years was told that the account will be closed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    told_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.user_id} {self.told_at:%Y-%m-%d}"
