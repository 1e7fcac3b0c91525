"""A file of agencies or people on its way into the register."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock

SILENT = timedelta(minutes=2)  # after which another worker goes on
MOST_ATTEMPTS = 3
READY_FOR = timedelta(days=14)  # a list that nobody enters is dropped
FAULTS_FOR = timedelta(days=30)


class Kind(models.TextChoices):
    """What a file lists."""

    AGENCIES = "agencies", _("Agencies")
    PEOPLE = "people", _("People, each with an agency")


class State(models.TextChoices):
    """How far an import is; a worker moves it on from those that end in -ing."""

    CHECKING = "checking", _("Being checked")
    REFUSED = "refused", _("Refused")
    READY = "ready", _("Checked, not entered yet")
    ENTERING = "entering", _("Being entered")
    ENTERED = "entered", _("In the register")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    DROPPED = "dropped", _("Dropped")

    @property
    def look(self):
        """Colour and icon of its badge."""
        return {
            State.REFUSED: ("stop", "alert"),
            State.READY: ("work", "edit"),
            State.ENTERED: ("good", "check-circle"),
            State.UNDONE: ("still", "undo"),
            State.DROPPED: ("still", "x"),
        }.get(self, ("wait", "clock"))


RUNNING = (State.CHECKING, State.ENTERING, State.UNDOING)


class ImportQuerySet(models.QuerySet):
    """Questions about imports."""

    def visible_to(self, user):
        """The office sees all of them; nobody else any."""
        return self if user.is_office else self.none()

    def for_list(self):
        """With who sent each, without what is in it."""
        return self.defer("content", "rows", "faults", "made").select_related("asked_by")

    def running(self):
        return self.filter(state__in=RUNNING)

    def hopeful(self):
        """Running, and not tried too often in vain."""
        return self.running().filter(attempts__lt=MOST_ATTEMPTS)

    def stalled(self):
        """A worker was at it and went silent; those that failed too often are left alone."""
        return self.hopeful().filter(touched_at__lt=clock.now() - SILENT)

    def took_up(self, pk):
        """Note that a worker begins with it; False where there is nothing (more) to do."""
        waiting = self.hopeful().filter(pk=pk)
        return bool(waiting.update(attempts=F("attempts") + 1, touched_at=clock.now()))


class Import(models.Model):
    """One file: what it lists, what is wrong with it, what was made of it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    content = models.BinaryField(null=True)  # until it is checked
    rows = models.JSONField(default=list)  # until they are entered
    faults = models.JSONField(default=list)  # {"row", "column", "sentence"}
    note = models.TextField(blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    made = models.JSONField(default=list)  # the keys of what was entered
    attempts = models.PositiveSmallIntegerField(default=0)
    touched_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("imports:one", args=[self.uid])

    @property
    def stage(self):
        return State(self.state)

    @property
    def is_running(self):
        return self.state in RUNNING and not self.is_stuck

    @property
    def is_stuck(self):
        """Workers tried it too often; what is entered by then stays until it is undone."""
        silent = self.touched_at < clock.now() - SILENT
        return self.state in RUNNING and silent and self.attempts >= MOST_ATTEMPTS

    @property
    def is_ready(self):
        return self.state == State.READY

    @property
    def may_be_undone(self):
        """What was entered, also by half where the worker could not go on."""
        return self.state == State.ENTERED or (self.is_stuck and self.state == State.ENTERING)

    @property
    def bad_rows(self):
        """How many rows have a fault."""
        return len({fault["row"] for fault in self.faults})
