"""What a worker makes: waits as a row, is taken by one worker, and ends made or failed.

The shape that papers and exports share.
"""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock

LEASE = timedelta(minutes=2)  # how long a silent worker keeps a job
SILENCE = timedelta(seconds=45)  # longer than a living worker is silent
MAX_ATTEMPTS = 3


class State(models.TextChoices):
    """How far a job is."""

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


def _held():
    now = clock.now()
    return Q(claimed_at__gte=now - LEASE, claimed_at__lte=now + LEASE)


class JobQuerySet(models.QuerySet):
    """Questions asked of jobs."""

    def held(self):
        """Jobs that a living worker is at."""
        return self.filter(_held(), state=State.QUEUED)

    def unheld(self):
        """Jobs no living worker is at: never claimed, or claimed by one gone silent."""
        silent = Q(claimed_at=None) | ~_held()
        return self.filter(silent, state=State.QUEUED)

    def waiting(self):
        return self.unheld().filter(attempts__lt=MAX_ATTEMPTS)

    def given_up(self):
        return self.unheld().filter(attempts__gte=MAX_ATTEMPTS)

    def due(self):
        """What a sweep rings for."""
        return self.waiting()


class Job(models.Model):
    """One file to be made; the row is there at once, the file when a worker has made it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.QUEUED)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    file = models.FileField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)

    leftover = None  # the name of the file that an attempt before this one may have left

    class Meta:
        abstract = True

    @property
    def is_ready(self):
        return self.state == State.MADE

    @property
    def has_failed(self):
        return self.state == State.FAILED

    @property
    def stage(self):
        """The state with its colour and icon, for a badge."""
        return State(self.state)

    @property
    def is_stuck(self):
        """It was begun, and no worker is heard of: a sweep comes back to it."""
        if self.state != State.QUEUED or not self.attempts:
            return False
        return self.claimed_at is None or clock.now() - self.claimed_at > SILENCE

    def take(self):
        """Claim this job; False when another worker holds it or it is made."""
        token = uuid.uuid4()
        taken = type(self).objects.waiting().filter(pk=self.pk)
        is_mine = taken.update(claim=token, claimed_at=clock.now(), attempts=F("attempts") + 1)
        self.claim = token if is_mine else self.claim
        return bool(is_mine)

    def mine(self):
        """This job in the database, as long as my claim on it holds."""
        return type(self).objects.filter(pk=self.pk, claim=self.claim, state=State.QUEUED)
