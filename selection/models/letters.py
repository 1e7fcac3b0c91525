"""The words of a result letter: merged from the members' comments, approved by a second person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterText(models.Model):
    """What one letter says beside the result; nobody outside reads it before the release."""

    item = models.OneToOneField("selection.AnnouncementItem", models.CASCADE, related_name="letter")
    reason_th = models.TextField(_("opinion of the committee"), blank=True)
    strengths_th = models.TextField(_("strengths, one a line"), blank=True)
    advice_th = models.TextField(_("advice, one a line"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    written_at = models.DateTimeField(editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["item"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | ~models.Q(approved_by=models.F("written_by")),
                name="letter_approved_by_a_second_person",
            )
        ]

    def __str__(self):
        return f"{self.item_id}: {self.strengths_th[:40]}"

    @property
    def is_approved(self):
        return self.approved_at is not None

    @property
    def strengths(self):
        """Each line once, without empty ones."""
        return lines_of(self.strengths_th)

    @property
    def advice(self):
        return lines_of(self.advice_th)


def lines_of(text):
    """The lines of a text, each once, without empty ones."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
