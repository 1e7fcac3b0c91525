"""Announcements: one text of the office to all of a group, each receiver a row before a mail."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pyp_portal.outbox.models.messages import Message


class Stage(models.TextChoices):
    """How far an announcement came."""

    DRAFT = "draft", _("Not sent yet")
    ASKED = "asked", _("Waits for a second person")
    SENDING = "sending", _("Being sent")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Handed to the outbox")


_TONES = {
    Stage.DRAFT: ("still", "edit"),
    Stage.ASKED: ("wait", "clock"),
    Stage.SENDING: ("work", "send"),
    Stage.STOPPED: ("stop", "pause"),
    Stage.DONE: ("good", "check"),
}


class AnnouncementQuerySet(models.QuerySet):
    """Questions about announcements."""

    def sending(self):
        return self.filter(stage=Stage.SENDING)

    def to_confirm(self, user):
        """Those that a colleague asks this officer to send."""
        return self.filter(stage=Stage.ASKED).exclude(asked_by=user)


class Announcement(models.Model):
    """What is said, to whom, and who let it go."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    audience = models.CharField(max_length=100)
    subject_th = models.CharField(_("Subject in Thai"), max_length=200)
    body_th = models.TextField(_("Text in Thai"), max_length=5000)
    subject_en = models.CharField(_("Subject in English"), max_length=200, blank=True)
    body_en = models.TextField(_("Text in English"), max_length=5000, blank=True)
    is_news = models.BooleanField(_("Only news that nobody has to know"), default=False)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    version = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(null=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stage__in=["sending", "stopped", "done"])
                | models.Q(sent_by__isnull=False, count__isnull=False),
                name="outbox_somebody_let_it_go",
            )
        ]

    def __str__(self):
        return self.subject_th

    def get_absolute_url(self):
        return reverse("outbox:announcement", args=[self.uid])

    @property
    def occasion(self):
        """The same for all its mails, so that nobody gets it twice."""
        return f"announcement:{self.uid}"

    @property
    def messages(self):
        """Its messages, as far as they are written: mails, and what goes by LINE beside them."""
        return Message.objects.filter(occasion=self.occasion)

    @property
    def is_in_english(self):
        return get_language() == "en" and bool(self.body_en)

    @property
    def subject(self):
        """In the language of who is written to; in Thai where there is no English."""
        return self.subject_en if self.is_in_english else self.subject_th

    @property
    def body(self):
        return self.body_en if self.is_in_english else self.body_th

    @property
    def tone(self):
        """The colour of its badge."""
        return _TONES[self.stage][0]

    @property
    def icon(self):
        """The picture of its badge."""
        return _TONES[self.stage][1]


class Receiver(models.Model):
    """One address that an announcement goes to, fixed at the moment it was let go."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="receivers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    address = models.EmailField()
    posted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "address"], name="outbox_announced_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["announcement", "id"],
                condition=models.Q(posted_at=None),
                name="outbox_to_announce",
            )
        ]

    def __str__(self):
        return self.address
