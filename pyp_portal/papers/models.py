"""Papers: documents the office gave out, kept as issued; and exports: lists people asked for."""

from datetime import timedelta
from math import ceil

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.papers.booklets.parts import Part
from pyp_portal.papers.emptied import Emptied
from pyp_portal.papers.export_queries import KEPT, ExportQuerySet
from pyp_portal.papers.jobs import Job, State
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.paper_queries import PaperQuerySet
from pyp_portal.papers.yearly import Emblem, Office, Wording

__all__ = [
    "Emblem", "Emptied", "Export", "Inspection", "Office", "Paper", "Part", "Register", "Wording",
]  # fmt: skip


class Paper(Job):
    """One document: its frozen content at once, its PDF when a worker has made it."""

    number = models.CharField(_("document number"), max_length=40, blank=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    title = models.CharField(_("title"), max_length=300)
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=40)
    key = models.CharField(max_length=200, blank=True, db_index=True)
    official_number = models.CharField(_("official number"), max_length=60, blank=True)
    official_date = models.DateField(_("date of the letter"), null=True, blank=True)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    is_draft = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    is_on_demand = models.BooleanField(default=False)  # made when it is opened, not before
    html = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(null=True)
    template_version = models.CharField(max_length=16, blank=True)  # ``editions.of`` its template
    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction"
    )
    reason = models.CharField(_("why it was corrected"), max_length=500, blank=True)
    replaced_at = models.DateTimeField(null=True)  # when a correction took its place
    numbered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    numbered_at = models.DateTimeField(null=True)
    signer = models.CharField(max_length=200, blank=True)  # whose certificate signed the file

    objects = PaperQuerySet.as_manager()
    task = "papers.make"
    extension = "pdf"

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [
            models.Index(fields=["record_type", "record_id"], name="paper_by_record"),
            models.Index(fields=["state", "claimed_at"], name="paper_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_draft=True) | ~Q(number=""), name="official_has_number"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="one_paper_a_number"
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="one_paper_a_key"),
            models.CheckConstraint(
                condition=~Q(state=State.MADE) | ~Q(sha256=""), name="made_has_hash"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(reason=""), name="correction_has_reason"
            ),
        ]

    def __str__(self):
        return self.number or self.title

    def get_absolute_url(self):
        return reverse("papers:paper", args=[self.uid])

    @property
    def folder(self):
        """Where its files are stored."""
        return f"papers/{self.issued_at:%Y}"

    @property
    def is_replaced(self):
        """A correction took its place."""
        return self.replaced_at is not None

    @property
    def emptying(self):
        """When and by which rule its words and file were taken out of it, or None."""
        return getattr(self, "emptied", None)

    @property
    def waits_to_be_opened(self):
        return self.is_on_demand and self.state == State.QUEUED and not self.attempts

    @property
    def filename(self):
        """The name under which people save it."""
        return f"{self.number or 'draft-' + self.kind}.pdf"


class Register(models.Model):
    """The last number given out, for each kind and fiscal year of the Buddhist era."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "kind"], name="one_register")]

    def __str__(self):
        return f"{self.kind} {self.year}"

    @property
    def stem(self):
        """What all its numbers begin with."""
        return f"ปยป-{self.year}-{self.kind.replace('-', '')}"

    def take_next(self):
        """Use up one number; the caller holds this row's lock."""
        self.last += 1
        self.save(update_fields=["last"])
        return f"{self.stem}-{self.last:04d}"


class Inspection(models.Model):
    """One look at all papers: whether each is still what was issued, and what is not.

    ``faults`` are pairs: the number of a document (or of a register), and a key of ``FAULTS``.
    """

    at = models.DateTimeField()
    papers = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}: {len(self.faults)}"

    @property
    def holds(self):
        return not self.faults


class Export(Job):
    """A list that one person asked for as a file; the room of the list makes it and hands it out.

    ``kind`` is the name of the room's task. ``standing`` is the room's word for what the
    person could see when it was made: with another standing the file is not handed out.
    """

    class Format(models.TextChoices):
        XLSX = "xlsx", _("Excel")
        CSV = "csv", _("CSV")
        PDF = "pdf", _("PDF")  # what is bound to be read, never a list
        ZIP = "zip", _("ZIP")  # several files in one

    kind = models.CharField(max_length=60)
    title = models.CharField(_("title"), max_length=200)
    note = models.CharField(max_length=500, blank=True)  # how the list was narrowed, in words
    format = models.CharField(max_length=4, choices=Format, default=Format.XLSX)
    parameters = models.JSONField(default=dict)
    language = models.CharField(max_length=10)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    standing = models.CharField(max_length=64, blank=True)
    refusal = models.CharField(max_length=300, blank=True)  # why it was not made, in a sentence
    pieces = models.JSONField(default=list, blank=True)  # what was fetched of a long list so far
    begun_at = models.DateTimeField(null=True)  # this attempt, with so many rows from before
    begun_with = models.PositiveIntegerField(default=0)
    noted_at = models.DateTimeField(null=True)  # when ``done`` was noted
    cancelled_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)  # by who asked, for the first time
    told_at = models.DateTimeField(null=True)
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["asked_by", "asked_at"], name="export_by_person"),
            models.Index(fields=["state", "claimed_at"], name="export_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.MADE) | ~Q(sha256=""), name="made_export_has_hash"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("papers:export", args=[self.uid])

    @property
    def task(self):
        return self.kind

    @property
    def extension(self):
        return self.format

    @property
    def folder(self):
        """Where its files are stored."""
        return f"exports/{self.asked_at:%Y}"

    @property
    def file_url(self):
        """Where the room of this list hands the file out, after its own rules."""
        room = self.kind.partition(".")[0]
        return reverse(f"{room}:export_file", args=[self.uid])

    @property
    def filename(self):
        """The name under which people save it, with the day on which they asked."""
        day = localtime(self.asked_at)
        return f"{self.title} {day.year + 543}-{day:%m-%d}.{self.format}"

    @property
    def expires_at(self):
        return self.asked_at + KEPT

    @property
    def keeps_long(self):
        """Its file is there for a day yet, so another may point to it."""
        return self.expires_at - clock.now() > timedelta(days=1)

    @property
    def has_expired(self):
        return self.expires_at <= clock.now()

    @property
    def is_waiting(self):
        return self.state == State.QUEUED and not self.has_expired

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    @property
    def badge(self):
        """Tone, icon and words of how far it is."""
        stage = self.stage
        if self.is_cancelled:
            return "still", "x", _("Cancelled")
        return stage.tone, stage.icon, stage.label

    @property
    def seconds_left(self):
        """How long it will still take at the pace of this attempt; None before there is one."""
        fetched = self.done - self.begun_with
        if not (self.begun_at and self.noted_at and self.total and fetched > 0):
            return None
        took = (self.noted_at - self.begun_at).total_seconds()
        return ceil(took / fetched * max(self.total - self.done, 0))

    @property
    def minutes_left(self):
        return ceil(self.seconds_left / 60)

    def take(self):
        """Claim it, unless another file of the same person is being made (fair turns)."""
        with transaction.atomic():
            get_user_model().objects.select_for_update().get(pk=self.asked_by_id)
            return not Export.objects.beside(self).held().exists() and super().take()

    @property
    def is_fetchable(self):
        return self.is_ready and not self.has_expired
