"""What people gave us: files under random names, outside of every web root."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock

KEPT_FOR = timedelta(hours=48)


def random_path(stored, filename):
    """A place that tells nothing of the file: the name it came with is never part of a path."""
    return f"uploads/{stored.pk.hex[:2]}/{stored.pk.hex}"


class Scan(models.TextChoices):
    """What the virus scanner says of a file, with what its badge looks like."""

    OFF = "off", _("No virus scanner is set up")
    WAITING = "waiting", _("Being scanned for viruses")
    CLEAN = "clean", _("Scanned, no virus found")
    FAILED = "failed", _("Did not pass the virus scan")

    @property
    def tone(self):
        return {"off": "still", "waiting": "wait", "clean": "good", "failed": "stop"}[self]

    @property
    def icon(self):
        return {"off": "ring", "waiting": "clock", "clean": "check", "failed": "alert"}[self]


class StoredFile(models.Model):
    """A file as it was accepted: checked by content, measured, hashed, never changed again.

    Only what the virus scanner says of it comes later. ``scanned_at`` is the moment at which
    the scanner was last asked, whether or not it answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(upload_to=random_path, max_length=200)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.OFF)
    scanned_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["at"]
        indexes = [
            models.Index(
                fields=["scanned_at"],
                condition=models.Q(scan__in=["off", "waiting"]),
                name="files_to_be_scanned",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def scan_state(self):
        return Scan(self.scan)

    @property
    def is_gone(self):
        """True for a file that was kept as long as the rules say (section 8.1)."""
        return not self.file

    @property
    def can_be_opened(self):
        """True for a file that is here and passed the scan, or was never scanned."""
        return not (self.is_gone or self.is_closed)

    @property
    def is_closed(self):
        """True for a file that nobody gets any more: the scanner found something in it."""
        return self.scan == Scan.FAILED


class IncomingQuerySet(models.QuerySet):
    """Questions about files on their way."""

    def of(self, place, by):
        """What this person has sent to this place and not yet made use of."""
        return self.filter(place=place, by=by, done_at=None)

    def expired(self):
        """Those of which nothing has been heard for 48 hours."""
        return self.filter(touched_at__lt=clock.now() - KEPT_FOR)


class Incoming(models.Model):
    """A file on its way, part by part; only who sends it knows of it.

    ``place`` says what it is for in the words of the room that takes it. Name, size and the
    moment of the last change tell the same file again after a reload, on any computer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    place = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    changed = models.CharField(max_length=20, blank=True)
    received = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_index=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="incoming"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "place", "name", "size", "changed"],
                condition=models.Q(done_at=None),
                name="file_is_on_its_way_once",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_whole(self):
        return self.received == self.size

    @property
    def kept_until(self):
        return self.touched_at + KEPT_FOR

    @property
    def folder(self):
        return f"incoming/{self.pk.hex}"


class Part(models.Model):
    """A piece of a file on its way."""

    incoming = models.ForeignKey(Incoming, models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    path = models.CharField(max_length=200)

    class Meta:
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(fields=["incoming", "offset"], name="part_arrives_once")
        ]

    def __str__(self):
        return self.path
