"""What happened, to which record, in which order: append-only rows, chained by hash."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal.history import chain

ERASED = "erased"  # the verb by which a log notes that names were taken out of it


def key_of(obj):
    """The type and identity under which a record's events are kept."""
    return {"record_type": obj._meta.label_lower, "record_id": str(obj.pk)}


class EventQuerySet(models.QuerySet):
    """Questions to the history."""

    def of(self, obj):
        """The events of one record, oldest first."""
        return self.filter(**key_of(obj)).order_by("seq")


class Event(models.Model):
    """One thing that happened to one record; the database refuses to change or delete it."""

    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict, blank=True)
    detail_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["record_type", "record_id", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record_id", "seq"], name="history_one_order"
            )
        ]

    def __str__(self):
        return f"{self.record_type} {self.record_id} #{self.seq}: {self.verb}"

    def computed_hash(self):
        """What ``hash`` must be, given everything the row says."""
        return chain.digest(
            self.record_type,
            self.record_id,
            self.seq,
            self.verb,
            chain.moment(self.at),
            self.by_id,
            self.before,
            self.after,
            self.data,
            self.detail_hash,
            self.previous_hash,
        )

    @property
    def who(self):
        """The name the person had then, or the system's."""
        return self.detail.name or (_("Name erased") if self.detail.erased_at else _("The system"))

    @property
    def reason(self):
        return self.detail.reason

    @property
    def address(self):
        return self.detail.address


class EventDetail(models.Model):
    """The personal part of an event; the chain holds its salted hash, so it may be erased."""

    event = models.OneToOneField(
        Event, models.PROTECT, primary_key=True, related_name="detail", db_index=False
    )
    salt = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=45, blank=True)
    reason = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.name

    def computed_hash(self):
        """What the event's ``detail_hash`` must be, while the detail is not erased."""
        return chain.digest(self.salt, self.name, self.address, self.reason)


class Anchor(models.Model):
    """The heads of all chains that moved since the anchor before: shows a cut tail."""

    at = models.DateTimeField()
    heads_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.hash}"

    def computed_hash(self):
        return chain.digest(chain.moment(self.at), self.heads_hash, self.previous_hash)


class AnchoredHead(models.Model):
    """The last event a record had when the anchor was laid."""

    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="heads")
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["record_type", "record_id", "seq"], name="history_anchored_head")
        ]

    def __str__(self):
        return f"{self.record_type} {self.record_id} #{self.seq}"
