"""The presentation to the Prime Minister or a delegated minister: sessions, issues, their files."""

import uuid
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.presenting_states import ChairOffice, Outcome
from cohorts.states import Channel
from cohorts.visibility import seen_by
from proposals.stamps import digest
from proposals.states import State
from pyp_portal import clock


class PresentationSession(models.Model):
    """One sitting in which several issues are presented (section 6.6)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey("cohorts.Cohort", models.PROTECT, related_name="sessions")
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    place_th = models.CharField(_("place"), max_length=200)
    chair_office = models.CharField(_("before whom"), max_length=20, choices=ChairOffice)
    delegation_ref = models.CharField(_("letter of delegation"), max_length=200, blank=True)
    mode = models.CharField(_("how people meet"), max_length=8, choices=Channel)
    planned_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["held_on", "pk"]

    def __str__(self):
        return self.place_th

    def get_absolute_url(self):
        return reverse("cohorts:session", args=[self.uid])

    @property
    def is_held(self):
        return self.held_on <= clock.today()

    @property
    def token(self):
        """What a page shows of it, for noticing that it has changed meanwhile."""
        shown = (self.held_on, self.starts_at, self.place_th, self.chair_office)
        return digest([str(fact) for fact in (*shown, self.delegation_ref, self.mode)])

    @property
    def is_delegated(self):
        return self.chair_office == ChairOffice.DELEGATED_MINISTER

    def timed(self, items):
        """Items in their order, each with the time at which it ``begins`` (None without one)."""
        begins = self.starts_at and datetime.combine(self.held_on, self.starts_at)
        for item in items:
            item.begins = begins and begins.time()
            begins = begins and begins + timedelta(minutes=item.minutes)
        return items


class ItemQuerySet(models.QuerySet):
    """Questions about the places of issues in sessions."""

    def visible_to(self, user):
        """Those of the teams this person may see."""
        return seen_by(user, self, "team__")


class PresentationItem(models.Model):
    """One issue in a session, and what it led to."""

    session = models.ForeignKey(PresentationSession, models.PROTECT, related_name="items")
    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="presentation_items")
    order = models.PositiveSmallIntegerField()
    minutes_present = models.PositiveSmallIntegerField(default=10)
    minutes_qa = models.PositiveSmallIntegerField(default=5)
    presenters = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    summary_th = models.TextField(_("the issue in a few words"), blank=True)
    ask_th = models.TextField(_("what is asked for"), blank=True)
    brief_at = models.DateTimeField(null=True, blank=True)
    brief_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    note_th = models.TextField(_("what was said"), blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "team"], name="issue_once_per_session"),
            models.UniqueConstraint(fields=["session", "order"], name="place_in_session_once"),
        ]

    def __str__(self):
        return f"{self.session} {self.order}"

    @property
    def minutes(self):
        """How long the issue takes with its questions."""
        return self.minutes_present + self.minutes_qa

    @property
    def token(self):
        """What a page shows of its words, for noticing that they have changed meanwhile."""
        return self.brief_at.astimezone(UTC).isoformat() if self.brief_at else ""

    @property
    def kept_files(self):
        """The files that go with the issue, in the order in which they came."""
        return [sent for sent in self.files.all() if sent.removed_at is None]

    @property
    def can_be_recorded(self):
        """The session has been held, the lab is completed, and no outcome is written yet."""
        is_ready = self.team.proposal.state == State.LAB_COMPLETED and not self.recorded_at
        return is_ready and self.session.is_held


class PresentationFile(models.Model):
    """Slides or another paper that goes with an issue; one taken back stays on record."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(PresentationItem, models.CASCADE, related_name="files")
    file = models.ForeignKey("uploads.StoredFile", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]

    def __str__(self):
        return self.file.name
