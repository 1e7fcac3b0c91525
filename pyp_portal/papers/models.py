"""Papers: documents the office gave out, kept as they were on the day they were issued."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.papers.kinds import Kind

LEASE = timedelta(minutes=2)  # how long a silent worker keeps a paper
MAX_ATTEMPTS = 3


class State(models.TextChoices):
    """How far the PDF of a paper is."""

    QUEUED = "queued", _("Waiting to be made")
    MADE = "made", _("Made")
    FAILED = "failed", _("Could not be made")

    @property
    def tone(self):
        """The colour of its badge."""
        return {"queued": "wait", "made": "good", "failed": "stop"}[self]

    @property
    def icon(self):
        return {"queued": "clock", "made": "check-circle", "failed": "alert"}[self]


class PaperQuerySet(models.QuerySet):
    """Questions asked of papers."""

    def official(self):
        return self.filter(is_draft=False)

    def of(self, record):
        """The official papers about one record, newest first."""
        about = self.filter(record_type=record._meta.label_lower, record_id=str(record.pk))
        return about.official().order_by("-issued_at", "-pk")

    def drafts_like(self, paper):
        """The drafts that one person had made of the same document before."""
        same = self.filter(record_type=paper.record_type, record_id=paper.record_id)
        return same.filter(kind=paper.kind, issued_by=paper.issued_by, is_draft=True)

    def for_queue(self):
        """Papers as their keepers list them, newest first: without what they say."""
        return self.defer("html", "title").order_by("-pk")

    def unheld(self):
        """Papers no living worker is making: never claimed, or claimed by one gone silent."""
        now = clock.now()
        held = Q(claimed_at__gte=now - LEASE, claimed_at__lte=now + LEASE)
        silent = Q(claimed_at=None) | ~held
        return self.filter(silent, state=State.QUEUED)

    def waiting(self):
        return self.unheld().filter(attempts__lt=MAX_ATTEMPTS)

    def given_up(self):
        return self.unheld().filter(attempts__gte=MAX_ATTEMPTS)


class Paper(models.Model):
    """One document: its frozen content at once, its PDF when a worker has made it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
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
    html = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.QUEUED)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    file = models.FileField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(null=True)

    objects = PaperQuerySet.as_manager()

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
        ]

    def __str__(self):
        return self.number or self.title

    @property
    def is_ready(self):
        return self.state == State.MADE

    @property
    def stage(self):
        """The state with its colour and icon, for a badge."""
        return State(self.state)

    @property
    def has_failed(self):
        return self.state == State.FAILED

    @property
    def filename(self):
        """The name under which people save it."""
        return f"{self.number or 'draft-' + self.kind}.pdf"

    def take(self):
        """Claim this paper for making; False when another worker holds it or it is made."""
        token = uuid.uuid4()
        taken = Paper.objects.waiting().filter(pk=self.pk)
        is_mine = taken.update(claim=token, claimed_at=clock.now(), attempts=F("attempts") + 1)
        self.claim = token if is_mine else self.claim
        return bool(is_mine)

    def mine(self):
        """This paper in the database, as long as my claim on it holds."""
        return Paper.objects.filter(pk=self.pk, claim=self.claim, state=State.QUEUED)


class Register(models.Model):
    """The last number given out, for each kind and Buddhist calendar year."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "kind"], name="one_register")]

    def __str__(self):
        return f"{self.kind} {self.year}"

    def take_next(self):
        """Use up one number; the caller holds this row's lock."""
        self.last += 1
        self.save(update_fields=["last"])
        return f"ปยป-{self.year}-{self.kind.replace('-', '')}-{self.last:04d}"
