"""What people gave us: files under random names, outside of every web root."""

import uuid

from django.conf import settings
from django.db import models


def random_path(stored, filename):
    """A place that tells nothing of the file: the name it came with is never part of a path."""
    return f"uploads/{stored.pk.hex[:2]}/{stored.pk.hex}"


class StoredFile(models.Model):
    """A file as it was accepted: checked by content, measured, hashed, never changed again."""

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

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return self.name
