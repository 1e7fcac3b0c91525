"""The words of letters that an administrator changed, in versions, and who was written in which."""

from django.conf import settings
from django.db import models


class WordsQuerySet(models.QuerySet):
    """Questions asked of the words of letters."""

    def of(self, letter, language):
        """The versions of a letter, the newest first."""
        return self.filter(letter=letter, language=language).order_by("-year", "-version")

    def standing(self, letter, language, year):
        """The version that holds in a year: its last, else the last of a year before it.

        So nothing falls back to the shipped words because the year has turned.
        """
        return self.of(letter, language).filter(year__lte=year).first()

    def standing_in(self, year):
        """The version that holds in a year for each letter and language that has any."""
        rows = self.filter(year__lte=year).order_by("year", "version")
        found = rows.select_related("written_by")
        return {(row.letter, row.language): row for row in found}


class Words(models.Model):
    """One version of the words of a letter in a language, from a year on; it never changes.

    ``parts`` holds only the texts that differ from what is shipped: an empty one is the shipped.
    """

    letter = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    parts = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = WordsQuerySet.as_manager()

    class Meta:
        ordering = ["letter", "language", "-year", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "language", "year", "version"], name="one_version_of_letter"
            )
        ]

    def __str__(self):
        return f"{self.letter} {self.language} {self.year} v{self.version}"

    @property
    def mark(self):
        """What a page says of the version that it showed."""
        return f"{self.year}.{self.version}"


class Worded(models.Model):
    """A message that was written in changed words, and in which version of them."""

    message = models.OneToOneField("outbox.Message", models.CASCADE, related_name="worded")
    words = models.ForeignKey(Words, models.PROTECT, related_name="+")

    def __str__(self):
        return f"{self.message_id} {self.words_id}"
