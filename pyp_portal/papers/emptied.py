"""Which papers were emptied once their time was over: number and hashes stay, words and file go."""

from django.conf import settings
from django.db import models


class Emptied(models.Model):
    """When a paper was emptied, by which rule, on whose word; written once, never changed.

    The database lets the words and the file of an issued paper go only where this stands.
    """

    paper = models.OneToOneField("papers.Paper", models.PROTECT, related_name="emptied")
    rule = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "papers"

    def __str__(self):
        return f"{self.paper_id} {self.at:%Y-%m-%d}"
