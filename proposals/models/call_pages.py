"""What stands on the public pages of a call beside its rules: briefings and documents."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal.languages import Titled
from pyp_portal.uploads.models import Scan


class BriefingEvent(Titled, models.Model):
    """A meeting at which the office explains a call (R-03): at a place, online or both.

    ``sequence`` counts its changes, so that a calendar knows the newest; a cancelled one stays.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey("proposals.Call", models.CASCADE, related_name="briefings")
    title_th = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place_th = models.CharField(_("place"), max_length=300, blank=True)
    online_url = models.URLField(_("link to join online"), max_length=500, blank=True)
    note_th = models.TextField(_("what will be explained"), blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="briefing_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.call.get_absolute_url()}#briefing-{self.uid}"


class CallDocumentQuerySet(models.QuerySet):
    """Questions about documents of a call."""

    def current(self):
        """Those that have not been taken away."""
        return self.filter(removed_at=None)

    def public(self):
        """Those that anybody gets: current, and nothing found in the file."""
        return self.current().exclude(file__scan=Scan.FAILED).select_related("file", "call")


class CallDocument(Titled, models.Model):
    """A form, a guide, slides or a recording: a file of the portal or a link to another site."""

    class Kind(models.TextChoices):
        FORM = "form", _("Blank form")
        GUIDE = "guide", _("Guide")
        SLIDES = "slides", _("Slides")
        RECORDING = "recording", _("Recording")
        OTHER = "other", _("Other document")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey("proposals.Call", models.CASCADE, related_name="documents")
    briefing = models.ForeignKey(
        BriefingEvent, models.CASCADE, null=True, blank=True, related_name="documents"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title_th = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    url = models.URLField(_("link"), max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CallDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(file=None) & ~models.Q(url=""))
                | models.Q(file__isnull=False, url=""),
                name="call_document_is_a_file_or_a_link",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("proposals:call_document", args=[self.uid])
