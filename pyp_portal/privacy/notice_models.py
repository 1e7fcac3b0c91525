"""The privacy notice in its versions, and which of them a person was shown and has read."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.privacy import notice_parts
from pyp_portal.privacy.notice_parts import Place


class NoticeQuerySet(models.QuerySet):
    """Questions about notices."""

    def published(self):
        return self.exclude(published_at=None)

    def drafts(self):
        return self.filter(published_at=None)

    def in_force(self):
        """Those that hold today, the newest first: the first of them speaks."""
        return self.published().filter(valid_from__lte=clock.today()).order_by("-number")

    def for_list(self):
        """With how many people were shown each, and how many pressed that they have read it."""
        read = models.Count("sights", filter=Q(sights__read_at__isnull=False))
        found = self.select_related("published_by", "written_by")
        return found.annotate(shown=models.Count("sights"), read=read).order_by("-number")


class Notice(models.Model):
    """One version: a draft until it is published with the day from which it holds.

    What was published is never changed: the database refuses it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveSmallIntegerField(_("version"), unique=True)
    words = models.JSONField(default=dict)  # {part: {language: text}}
    version = models.PositiveIntegerField(default=0)  # of the draft, so that nobody overwrites
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    valid_from = models.DateField(_("holds from"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, valid_from=None)
                | Q(published_at__isnull=False, valid_from__isnull=False),
                name="notice_published_from_a_day",
            )
        ]

    def __str__(self):
        return str(self.number)

    def get_absolute_url(self):
        return reverse("privacy:notice", args=[self.uid])

    @property
    def is_draft(self):
        return self.published_at is None

    def said(self, key):
        """A part in the reader's language, in Thai where it is not said in that language."""
        texts = self.words.get(key, {})
        return texts.get(get_language() or "th") or texts.get("th", "")

    def _parts(self, parts):
        return [(label, self.said(key)) for key, label in parts if self.said(key)]

    @property
    def before(self):
        return self._parts(notice_parts.BEFORE.items())

    @property
    def after(self):
        return self._parts(notice_parts.AFTER.items())

    def short(self, place):
        """What stands beside the fields of a place of collection."""
        return self.said(f"{place}.{notice_parts.SHORT}")

    def layer(self, place):
        """The rest of what is said about a place of collection: (label, text)."""
        return self._parts(notice_parts.keys_of(Place(place))[1:])

    @property
    def places(self):
        """(place, its short words, the rest) of all places of collection."""
        return [(place.label, self.short(place), self.layer(place)) for place in Place]

    @property
    def badge(self):
        """Tone, icon and words of its state."""
        if self.is_draft:
            return "wait", "edit", _("Draft")
        if self.valid_from > clock.today():
            return "work", "clock", _("Published, holds later")
        return "good", "check", _("Published")


class Sight(models.Model):
    """A person was shown a version, and said later that they have read it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices_seen"
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, to_field="number", db_column="number", related_name="sights"
    )
    shown_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "notice"], name="notice_seen_once")
        ]

    def __str__(self):
        return f"{self.person}: {self.notice_id}"
