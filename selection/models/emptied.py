"""Which score sheets were emptied of their words once their time was over (section 8.1)."""

from django.conf import settings
from django.db import models


class Emptied(models.Model):
    """When the words of a sheet were removed, by which rule, on whose word; never changed.

    The database lets words of a sealed sheet go only where this stands, and then nothing else
    of the sheet changes any more.
    """

    sheet = models.OneToOneField(
        "selection.ScoreSheet", models.PROTECT, related_name="emptied", editable=False
    )
    rule = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self):
        return f"{self.sheet_id} {self.at:%Y-%m-%d}"
