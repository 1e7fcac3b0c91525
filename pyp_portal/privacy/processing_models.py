"""The record of processing activities that section 39 asks of a controller."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

MOST = 2000


def words_field(label):
    return models.TextField(label, max_length=MOST)


class ProcessingQuerySet(models.QuerySet):
    """Questions about activities."""

    def going_on(self):
        return self.filter(ended_at=None)

    def for_list(self):
        """What goes on first, each in the order of its code."""
        over = models.F("ended_at").asc(nulls_first=True)
        return self.select_related("written_by").order_by(over, "code")


class Processing(models.Model):
    """One activity of the office with personal data; its history keeps every change."""

    WORDS = (
        "title_th", "purpose_th", "basis_th", "people_th", "data_th", "recipients_th",
        "transfers_th", "retention_th", "access_th", "security_th",
    )  # fmt: skip

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=10, unique=True)
    title_th = models.CharField(_("activity"), max_length=200)
    purpose_th = words_field(_("what for"))
    basis_th = words_field(_("lawful basis"))
    people_th = words_field(_("of which people"))
    data_th = words_field(_("which data"))
    recipients_th = words_field(_("who receives the data"))
    transfers_th = words_field(_("sent abroad"))
    retention_th = words_field(_("how long"))
    access_th = words_field(_("rights of the person, and how they are used"))
    security_th = words_field(_("how the data are protected"))
    version = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ProcessingQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(title_th=""), name="processing_has_a_name")
        ]

    def __str__(self):
        return f"{self.code} {self.title_th}"

    def get_absolute_url(self):
        return reverse("privacy:activity", args=[self.uid])

    @classmethod
    def label_of(cls, name):
        """What a part is called, as a heading."""
        return capfirst(cls._meta.get_field(name).verbose_name)

    @property
    def parts(self):
        """(heading, words) of everything but the name."""
        return [(self.label_of(name), getattr(self, name)) for name in self.WORDS[1:]]

    @property
    def is_whole(self):
        """True once every part that the law asks for is said."""
        return all(words for _label, words in self.parts)

    @property
    def badge(self):
        """Tone, icon and words of its state."""
        if self.ended_at:
            return "still", "check", _("Ended")
        if not self.is_whole:
            return "wait", "edit", _("To be completed")
        return "good", "half", _("Goes on")
