"""The searchable text of every record that can be found."""

from django.db import models


class SearchEntry(models.Model):
    """One record's text, mended and in small letters; the database keeps the trigrams in step."""

    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id"], name="search_one_entry")
        ]

    def __str__(self):
        return f"{self.record_type} {self.record_id}"
